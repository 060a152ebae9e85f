"""The rules of the register: pure, without clock, dice, float or input and output."""
