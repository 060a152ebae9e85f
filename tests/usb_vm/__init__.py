"""A USB printer on a real kernel's bus, in a virtual machine: `make test-usb`."""
