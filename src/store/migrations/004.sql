-- The hardship register, and the claims that were refused.

-- Who is on the register: name, document, phone, class and contact, nothing else of the union's
-- form. Like person, this is a person's data; only register.c touches it.
CREATE TABLE registered (
    id INTEGER PRIMARY KEY,
    office INTEGER,              -- place code of the office that listed them last, NULL: not said
    document_type INTEGER NOT NULL, document TEXT NOT NULL,
    name TEXT NOT NULL, phone TEXT,
    number TEXT,                 -- of the register
    class TEXT NOT NULL, contact TEXT, contact_phone TEXT,
    UNIQUE (document, document_type)
) STRICT;
CREATE INDEX registered_office ON registered (office);
CREATE INDEX registered_number ON registered (number) WHERE number IS NOT NULL;

-- The link is the flag: a rider is on the register if it is not NULL. Beside it stays what the
-- station's own list said (rider.hardship). The triggers keep it true whoever writes a person.
ALTER TABLE rider ADD COLUMN registered INTEGER REFERENCES registered (id) ON DELETE SET NULL;
CREATE INDEX rider_registered ON rider (registered) WHERE registered IS NOT NULL;
CREATE TRIGGER register_link_1 AFTER INSERT ON person BEGIN
    UPDATE rider SET registered = (SELECT id FROM registered WHERE document = NEW.document
        AND document_type = NEW.document_type) WHERE id = NEW.rider;
END;
CREATE TRIGGER register_link_2 AFTER UPDATE OF document, document_type ON person BEGIN
    UPDATE rider SET registered = (SELECT id FROM registered WHERE document = NEW.document
        AND document_type = NEW.document_type) WHERE id = NEW.rider;
END;
CREATE TRIGGER register_link_3 AFTER INSERT ON registered BEGIN
    UPDATE rider SET registered = NEW.id WHERE id IN (SELECT rider FROM person
        WHERE document = NEW.document AND document_type = NEW.document_type);
END;

-- A row that was refused because another station had claimed the trip, as it was read: kept until
-- it is answered, so that staff may transfer the claim. Only claims.c touches it.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import (id),
    station INTEGER NOT NULL REFERENCES station (id),
    row INTEGER NOT NULL, ref TEXT,
    document_type INTEGER NOT NULL, document TEXT NOT NULL,
    name TEXT NOT NULL, phone TEXT, sex INTEGER NOT NULL,
    employer TEXT, hardship_contact TEXT, remark TEXT,
    hardship INTEGER NOT NULL, hardship_register TEXT, free_child_with TEXT
) STRICT;
CREATE INDEX claim_import ON claim (import);
CREATE INDEX claim_station ON claim (station, document);

CREATE TABLE claim_trip (
    claim INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- from 0
    direction INTEGER NOT NULL,
    from_place INTEGER NOT NULL, from_point INTEGER REFERENCES point (id),
    to_place INTEGER NOT NULL, to_point INTEGER REFERENCES point (id),
    earliest INTEGER NOT NULL, preferred INTEGER NOT NULL, latest INTEGER NOT NULL,
    modes INTEGER NOT NULL, needs INTEGER NOT NULL, luggage INTEGER NOT NULL,
    party TEXT, must INTEGER NOT NULL, classes TEXT, services TEXT, applied INTEGER,
    PRIMARY KEY (claim, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_trip_from ON claim_trip (from_point) WHERE from_point IS NOT NULL;
CREATE INDEX claim_trip_to ON claim_trip (to_point) WHERE to_point IS NOT NULL;
