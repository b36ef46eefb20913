//! What strangers type into a booking is mailed to nobody else in the shop's name.

mod confirmation;
mod disown;
mod known;
mod post;
mod queue;
mod withdrawal;
mod words;
