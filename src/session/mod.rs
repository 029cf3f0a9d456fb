//! The application as a pure state machine.
