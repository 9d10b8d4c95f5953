-- Run once by the image when the volume is new: the knowledge base has a database of its own.
create database zc_book owner zc;
