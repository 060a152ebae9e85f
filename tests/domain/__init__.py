"""The rules, as claims: what may happen, what is refused, and what adds up."""
