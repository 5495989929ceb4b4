CREATE TABLE public.actors (
    actor_id text NOT NULL,
    name text,
    kind text,
    state text,
    wikidata text,
    labels json
);

CREATE TABLE public.articles (
    number integer NOT NULL,
    id text,
    version text,
    title text,
    language text,
    published text,
    published_from text,
    retrieved text,
    source text,
    url text,
    status text,
    reason text,
    text text,
    furniture json,
    digest text NOT NULL,
    current boolean NOT NULL,
    removed boolean NOT NULL
);

CREATE SEQUENCE public.articles_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.articles_number_seq OWNED BY public.articles.number;

CREATE TABLE public.corrections (
    number integer NOT NULL,
    event_id text NOT NULL,
    article_id text NOT NULL,
    quote text NOT NULL,
    action text NOT NULL,
    "values" json NOT NULL,
    other text,
    who text NOT NULL,
    at text NOT NULL,
    why text NOT NULL,
    undone_by text,
    undone_at text
);

CREATE SEQUENCE public.corrections_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.corrections_number_seq OWNED BY public.corrections.number;

CREATE TABLE public.events (
    article integer NOT NULL,
    event_id text NOT NULL,
    story_id text,
    title text,
    label text,
    kind text,
    date_edtf text,
    start date,
    "end" date,
    "precision" text,
    date_text text,
    date_start integer,
    date_end integer,
    date_basis text,
    anchor date,
    "time" text,
    rule text,
    actors json,
    actor_ids json,
    actor_mentions json,
    things json,
    place text,
    country text,
    latitude double precision,
    longitude double precision,
    status text,
    attributed_to text,
    trigger text,
    trigger_start integer,
    trigger_end integer,
    quote text,
    quote_start integer,
    quote_end integer,
    confidence double precision,
    review text,
    extractor text
);

CREATE TABLE public.settings (
    name text NOT NULL,
    value json
);

CREATE TABLE public.user_dates (
    article_id text NOT NULL,
    published text NOT NULL,
    read_published text,
    read_from text NOT NULL
);

ALTER TABLE ONLY public.articles ALTER COLUMN number SET DEFAULT nextval('public.articles_number_seq'::regclass);

ALTER TABLE ONLY public.corrections ALTER COLUMN number SET DEFAULT nextval('public.corrections_number_seq'::regclass);

INSERT INTO public.actors VALUES ('turkey', 'Turkey', 'state', 'TUR', 'Q43', '[]');
INSERT INTO public.actors VALUES ('united-nations', 'United Nations', 'organisation', NULL, 'Q1065', '[]');
INSERT INTO public.actors VALUES ('kremlin', 'Kremlin', 'body', 'RUS', NULL, '[]');
INSERT INTO public.actors VALUES ('antonio-guterres', 'António Guterres', 'person', 'PRT', 'Q311440', '[]');
INSERT INTO public.actors VALUES ('recep-tayyip-erdogan', 'Recep Tayyip Erdoğan', 'person', 'TUR', 'Q39259', '[]');
INSERT INTO public.actors VALUES ('ukraine', 'Ukraine', 'state', 'UKR', 'Q212', '[]');
INSERT INTO public.actors VALUES ('sergey-lavrov', 'Sergey Lavrov', 'person', 'RUS', 'Q58217', '[]');
INSERT INTO public.actors VALUES ('william-burns', 'William Burns', 'person', 'USA', 'Q2580382', '[]');
INSERT INTO public.actors VALUES ('cia', 'CIA', 'body', 'USA', 'Q37230', '[]');
INSERT INTO public.actors VALUES ('russia', 'Russia', 'state', 'RUS', 'Q159', '[]');
INSERT INTO public.actors VALUES ('united-states', 'United States', 'state', 'USA', 'Q30', '[]');
INSERT INTO public.actors VALUES ('european-union', 'European Union', 'organisation', NULL, 'Q458', '[]');
INSERT INTO public.actors VALUES ('vladimir-putin', 'Vladimir Putin', 'person', 'RUS', 'Q7747', '[]');

INSERT INTO public.articles VALUES (3, 'sample:обмін', '012d82cac119e1b7', 'Найбільший обмін полоненими', 'uk', '2022-09-22', 'given', NULL, 'Зразкова газета', 'https://example.org/uk/1', 'ok', NULL, 'Найбільший обмін полоненими

Україна і Росія обмінялися полоненими учора.', '[]', 'bc1136f7e9f8cd5a9c759a593b454edaf05cc9c6e1f40ac259ce38d1f43ad3a5', true, false);
INSERT INTO public.articles VALUES (2, 'sample:canaux', 'f2a98f04ef343c71', 'Ces canaux discrets entre les capitales', 'fr', '2023-07-30', 'user', NULL, 'Gazette témoin', 'https://example.org/fr/5', 'ok', NULL, 'Ces canaux discrets entre les capitales

Sergueï Lavrov était à New York fin avril ; une rencontre avec d''anciens diplomates y eut lieu.

Le directeur de la CIA s''est rendu à Kiev en juin.

Moscou et Washington ont gardé des contacts discrets ces derniers mois.

L''Union européenne a adopté le 23 juin un onzième paquet de sanctions contre la Russie.

Vladimir Poutine a reçu cette semaine des chefs d''État africains lors d''un sommet.', '[]', 'f104c973486158593fe829b40c32c228cb3ac0cb19c34e1cfecb02904a61605f', true, false);
INSERT INTO public.articles VALUES (1, 'sample:grain', '79fcc24fcb13dc25', 'The grain deal, from signature to end', 'en', '2023-07-18', 'given', NULL, 'Sample Gazette', 'https://example.org/en/10', 'ok', NULL, 'The grain deal, from signature to end

On 22 July 2022 Russia and Ukraine signed, each with Turkey and the United Nations, the Black Sea grain agreement in Istanbul.

The first ship with maize left Ukraine ten days later.

On 29 October Moscow suspended its part in the deal.

It was back: it returned four days later.

The parties extended the deal by 120 days in November.

The agreement ended on Monday, the Kremlin announced.

According to the Kremlin, Ukraine used the corridor for military purposes.

Nearly 33 million tonnes of Ukrainian grain were exported from August 2022 to Monday.

António Guterres sent Vladimir Putin a letter with a last proposal last Tuesday.

Recep Tayyip Erdoğan said that he expected to meet Vladimir Putin next month.', '[]', '10728a9b43beba87bd51e2c5d0b6515021401a2e573309652aa276e127eea9bb', true, true);

INSERT INTO public.corrections VALUES (1, '1f4e83ed39593939', 'sample:canaux', 'Sergueï Lavrov était à New York fin avril ; une rencontre avec d''anciens diplomates y eut lieu.', 'confirm', '{}', NULL, 'ada', '2026-11-23T16:40:23+00:00', 'read it', NULL, NULL);
INSERT INTO public.corrections VALUES (2, '1a76327437335f63', 'sample:canaux', 'Le directeur de la CIA s''est rendu à Kiev en juin.', 'edit', '{"title": "Another"}', NULL, 'bob', '2026-11-23T16:40:23+00:00', '', 'ada', '2026-11-23T16:40:23+00:00');

INSERT INTO public.events VALUES (1, '9403aa23ae4366bf', NULL, 'On 22 July 2022 Russia and Ukraine signed, each with Turkey and the United Nations, the Bl', 'Agree: Russia, Ukraine, Turkey, United Nations · Istanbul', 'AGREE', '2022-07-22', '2022-07-22', '2022-07-22', 'day', '22 July 2022', 42, 54, 'explicit', NULL, NULL, 'explicit_sample', '["Russia", "Ukraine", "Turkey", "United Nations"]', '["russia", "ukraine", "turkey", "united-nations"]', '[{"actor_id": "russia", "text": "Russia", "start": 55, "end": 61, "by": "name"}, {"actor_id": "ukraine", "text": "Ukraine", "start": 66, "end": 73, "by": "name"}, {"actor_id": "turkey", "text": "Turkey", "start": 92, "end": 98, "by": "name"}, {"actor_id": "united-nations", "text": "United Nations", "start": 107, "end": 121, "by": "name"}]', '[]', 'Istanbul', 'TUR', 41.014, 28.95, 'happened', NULL, 'signed', 74, 80, 'On 22 July 2022 Russia and Ukraine signed, each with Turkey and the United Nations, the Black Sea grain agreement in Istanbul.', 39, 165, 0.9, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, 'd7ba7567e6b42801', NULL, 'The first ship with maize left Ukraine ten days later', 'Aid: Ukraine', 'AID', '2022-08-01', '2022-08-01', '2022-08-01', 'day', 'ten days later', 206, 220, 'relative', '2023-07-18', NULL, 'relative_sample', '["Ukraine"]', '["ukraine"]', '[{"actor_id": "ukraine", "text": "Ukraine", "start": 198, "end": 205, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'left', 193, 197, 'The first ship with maize left Ukraine ten days later.', 167, 221, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, 'ccf8020cdd4d5529', NULL, 'On 29 October Moscow suspended its part in the deal', 'Coerce: Russia', 'COERCE', '2022-10-29', '2022-10-29', '2022-10-29', 'day', '29 October', 226, 236, 'context', '2023-07-18', NULL, 'context_sample', '["Russia"]', '["russia"]', '[{"actor_id": "russia", "text": "Moscow", "start": 237, "end": 243, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'suspended', 244, 253, 'On 29 October Moscow suspended its part in the deal.', 223, 275, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, 'efcdcb0aa0849be1', NULL, 'It was back: it returned four days later', 'Agree: Russia', 'AGREE', '2022-11-02', '2022-11-02', '2022-11-02', 'day', 'four days later', 302, 317, 'relative', '2023-07-18', NULL, 'relative_sample', '["Russia"]', '["russia"]', '[{"actor_id": "russia", "text": "It", "start": 277, "end": 279, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'returned', 293, 301, 'It was back: it returned four days later.', 277, 318, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, '3f67e408e508abe8', NULL, 'The parties extended the deal by 120 days in November', 'Agree: Ukraine', 'AGREE', '2022-11', '2022-11-01', '2022-11-30', 'month', 'November', 365, 373, 'context', '2023-07-18', NULL, 'context_sample', '["Ukraine"]', '["ukraine"]', '[{"actor_id": "ukraine", "text": "The parties", "start": 320, "end": 331, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'extended', 332, 340, 'The parties extended the deal by 120 days in November.', 320, 374, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, 'be0f778f6750a362', NULL, 'The agreement ended on Monday, the Kremlin announced', 'Reject: Kremlin', 'REJECT', '2023-07-17', '2023-07-17', '2023-07-17', 'day', 'on Monday', 396, 405, 'relative', '2023-07-18', NULL, 'relative_sample', '["Kremlin"]', '["kremlin"]', '[{"actor_id": "kremlin", "text": "the Kremlin", "start": 407, "end": 418, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'ended', 390, 395, 'The agreement ended on Monday, the Kremlin announced.', 376, 429, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, '10a2a5ce5b90b820', NULL, 'According to the Kremlin, Ukraine used the corridor for military purposes', 'Accuse: Kremlin, Ukraine', 'ACCUSE', '2023-07-18', '2023-07-18', '2023-07-18', 'day', NULL, NULL, NULL, 'published', NULL, NULL, NULL, '["Kremlin", "Ukraine"]', '["kremlin", "ukraine"]', '[{"actor_id": "kremlin", "text": "the Kremlin", "start": 444, "end": 455, "by": "name"}, {"actor_id": "ukraine", "text": "Ukraine", "start": 457, "end": 464, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'alleged', 'Kremlin', 'used', 465, 469, 'According to the Kremlin, Ukraine used the corridor for military purposes.', 431, 505, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, '69b71925e373bf00', NULL, 'Nearly 33 million tonnes of Ukrainian grain were exported from August 2022 to Monday', 'Support: Ukraine', 'SUPPORT', '2022-08/2023-07-17', '2022-08-01', '2023-07-17', 'interval', 'from August 2022 to Monday', 565, 591, 'relative', '2023-07-18', NULL, 'relative_sample', '["Ukraine"]', '["ukraine"]', '[{"actor_id": "ukraine", "text": "Ukrainian", "start": 535, "end": 544, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'exported', 556, 564, 'Nearly 33 million tonnes of Ukrainian grain were exported from August 2022 to Monday.', 507, 592, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, '8d108d52dabde1f4', NULL, 'António Guterres sent Vladimir Putin a letter with a last proposal last Tuesday', 'Request: António Guterres, Vladimir Putin', 'REQUEST', '2023-07-11', '2023-07-11', '2023-07-11', 'day', 'last Tuesday', 661, 673, 'relative', '2023-07-18', NULL, 'relative_sample', '["António Guterres", "Vladimir Putin"]', '["antonio-guterres", "vladimir-putin"]', '[{"actor_id": "antonio-guterres", "text": "António Guterres", "start": 594, "end": 610, "by": "name"}, {"actor_id": "vladimir-putin", "text": "Vladimir Putin", "start": 616, "end": 630, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'letter', 633, 639, 'António Guterres sent Vladimir Putin a letter with a last proposal last Tuesday.', 594, 674, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (1, '7a7ca2e974293083', NULL, 'Recep Tayyip Erdoğan said that he expected to meet Vladimir Putin next month', 'Consult: Recep Tayyip Erdoğan, Vladimir Putin', 'CONSULT', '2023-08', '2023-08-01', '2023-08-31', 'month', 'next month', 742, 752, 'relative', '2023-07-18', NULL, 'relative_sample', '["Recep Tayyip Erdoğan", "Vladimir Putin"]', '["recep-tayyip-erdogan", "vladimir-putin"]', '[{"actor_id": "recep-tayyip-erdogan", "text": "Recep Tayyip Erdoğan", "start": 676, "end": 696, "by": "name"}, {"actor_id": "vladimir-putin", "text": "Vladimir Putin", "start": 727, "end": 741, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'planned', NULL, 'meet', 722, 726, 'Recep Tayyip Erdoğan said that he expected to meet Vladimir Putin next month.', 676, 753, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (3, '1ca6270c72b31f01', NULL, 'Україна і Росія обмінялися полоненими учора', 'Cooperate: Ukraine, Russia', 'COOPERATE', '2022-09-21', '2022-09-21', '2022-09-21', 'day', 'учора', 67, 72, 'relative', '2022-09-22', NULL, 'relative_sample', '["Ukraine", "Russia"]', '["ukraine", "russia"]', '[{"actor_id": "ukraine", "text": "Україна", "start": 29, "end": 36, "by": "name"}, {"actor_id": "russia", "text": "Росія", "start": 39, "end": 44, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'обмінялися', 45, 55, 'Україна і Росія обмінялися полоненими учора.', 29, 73, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (2, '1f4e83ed39593939', NULL, 'Sergueï Lavrov était à New York fin avril ; une rencontre avec d''anciens diplomates y eut ', 'Consult: Sergey Lavrov · New York', 'CONSULT', '2023-04-21/2023-04-30', '2023-04-21', '2023-04-30', 'interval', 'fin avril', 73, 82, 'relative', '2023-07-28', NULL, 'relative_sample', '["Sergey Lavrov"]', '["sergey-lavrov"]', '[{"actor_id": "sergey-lavrov", "text": "Sergueï Lavrov", "start": 41, "end": 55, "by": "name"}]', '[]', 'New York', 'USA', 40.714, -74.006, 'happened', NULL, 'rencontre', 89, 98, 'Sergueï Lavrov était à New York fin avril ; une rencontre avec d''anciens diplomates y eut lieu.', 41, 136, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (2, '1a76327437335f63', NULL, 'Le directeur de la CIA s''est rendu à Kiev en juin', 'Consult: William Burns, CIA · Kyiv', 'CONSULT', '2023-06', '2023-06-01', '2023-06-30', 'month', 'en juin', 180, 187, 'relative', '2023-07-28', NULL, 'relative_sample', '["William Burns", "CIA"]', '["william-burns", "cia"]', '[{"actor_id": "william-burns", "text": "Le directeur de la CIA", "start": 138, "end": 160, "by": "name"}, {"actor_id": "cia", "text": "CIA", "start": 157, "end": 160, "by": "name"}]', '[]', 'Kyiv', 'UKR', 50.45, 30.523, 'happened', NULL, 's''est rendu', 161, 172, 'Le directeur de la CIA s''est rendu à Kiev en juin.', 138, 188, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (2, '20bd86c374f5267f', NULL, 'Moscou et Washington ont gardé des contacts discrets ces derniers mois', 'Consult: Russia, United States', 'CONSULT', '2023-04-28~/2023-07-28~', '2023-04-28', '2023-07-28', 'interval', 'ces derniers mois', 243, 260, 'relative', '2023-07-28', NULL, 'relative_sample', '["Russia", "United States"]', '["russia", "united-states"]', '[{"actor_id": "russia", "text": "Moscou", "start": 190, "end": 196, "by": "name"}, {"actor_id": "united-states", "text": "Washington", "start": 200, "end": 210, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'ongoing', NULL, 'contacts', 225, 233, 'Moscou et Washington ont gardé des contacts discrets ces derniers mois.', 190, 261, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (2, '19b78f29f1bb1536', NULL, 'L''Union européenne a adopté le 23 juin un onzième paquet de sanctions contre la Russie', 'Sanction: European Union, Russia', 'SANCTION', '2023-06-23', '2023-06-23', '2023-06-23', 'day', 'le 23 juin', 291, 301, 'relative', '2023-07-28', NULL, 'relative_sample', '["European Union", "Russia"]', '["european-union", "russia"]', '[{"actor_id": "european-union", "text": "L''Union européenne", "start": 263, "end": 281, "by": "name"}, {"actor_id": "russia", "text": "Russie", "start": 343, "end": 349, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'sanctions', 323, 332, 'L''Union européenne a adopté le 23 juin un onzième paquet de sanctions contre la Russie.', 263, 350, 0.6, 'extracted', 'timeline 0.1.0');
INSERT INTO public.events VALUES (2, '014f73f160cb4e15', NULL, 'Vladimir Poutine a reçu cette semaine des chefs d''État africains lors d''un sommet', 'Consult: Vladimir Putin', 'CONSULT', '2023-07-24/2023-07-30', '2023-07-24', '2023-07-30', 'week', 'cette semaine', 376, 389, 'relative', '2023-07-28', NULL, 'relative_sample', '["Vladimir Putin"]', '["vladimir-putin"]', '[{"actor_id": "vladimir-putin", "text": "Vladimir Poutine", "start": 352, "end": 368, "by": "name"}]', '[]', NULL, NULL, NULL, NULL, 'happened', NULL, 'sommet', 427, 433, 'Vladimir Poutine a reçu cette semaine des chefs d''État africains lors d''un sommet.', 352, 434, 0.6, 'extracted', 'timeline 0.1.0');

INSERT INTO public.settings VALUES ('schema', '2');
INSERT INTO public.settings VALUES ('corrected_by', '"ada"');
INSERT INTO public.settings VALUES ('revision', '8');

INSERT INTO public.user_dates VALUES ('sample:canaux', '2023-07-30', '2023-07-28', 'given');

SELECT pg_catalog.setval('public.articles_number_seq', 3, true);

SELECT pg_catalog.setval('public.corrections_number_seq', 2, true);

ALTER TABLE ONLY public.actors
    ADD CONSTRAINT actors_pkey PRIMARY KEY (actor_id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_id_version_key UNIQUE (id, version);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (article, event_id);

ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.user_dates
    ADD CONSTRAINT user_dates_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_article_fkey FOREIGN KEY (article) REFERENCES public.articles(number);
