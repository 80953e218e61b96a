-- A store as version 3 of the schema was written by its program: the store of version 2, migrated, with a postmortem, a series, a log of predictions, dependencies and one more night.
-- Its keys, in hex, of audit.key and pseudonym.key (they are of no use but here):
-- audit.key 1e49aca974204466eab79da2ee1cbde6b8f5125fbe23f13ddef2073f95da6d1eca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f
-- pseudonym.key 2b8312a1eed506d0517d12f521e2b11df32dde763fbf2ac7b0dfaf74383df185
PRAGMA user_version = 3; PRAGMA application_id = 1347571524;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (
  -- WORK. Small facts about this store.
  name  TEXT PRIMARY KEY,               -- audit_public_key (hex), pseudonym_digest (hex), created_at, engine_version,
                                        -- demonstration ('1': made by demo)
  value TEXT NOT NULL                   -- as text
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('audit_public_key','ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f');
INSERT INTO settings VALUES('created_at','2026-01-01T00:00:00Z');
INSERT INTO settings VALUES('engine_version','0.1.0');
INSERT INTO settings VALUES('pseudonym_digest','a501b5266898dcd0452f93de9366bf29a65145bc079c18a43f20760cef2d8149');
CREATE TABLE imports (
  -- WORLD. One run of import: where rows came from, and when they became visible.
  import_id     INTEGER PRIMARY KEY,    -- in order of start
  kind          TEXT NOT NULL,          -- tickets, changes, releases, git, outcomes, ... as on the command line
  source        TEXT NOT NULL,          -- provenance: name of the source or of its files
  started_at    INTEGER NOT NULL,       -- time
  completed_at  INTEGER,                -- time; NULL: not complete, not visible, dropped when a job next opens the store
  rules_version INTEGER NOT NULL,       -- of de-identification
  content_hash  BLOB,                   -- over the bytes of the files; set with completed_at
  read          INTEGER NOT NULL DEFAULT 0, -- rows read: the sum of the next five
  inserted      INTEGER NOT NULL DEFAULT 0, -- records seen for the first time
  updated       INTEGER NOT NULL DEFAULT 0, -- records that got a new version
  unchanged     INTEGER NOT NULL DEFAULT 0, -- same raw row, same rules
  rescrubbed    INTEGER NOT NULL DEFAULT 0, -- same raw row, newer rules
  rejected      INTEGER NOT NULL DEFAULT 0, -- bad rows
  redactions    TEXT NOT NULL DEFAULT '{}'  -- JSON: {TYPE: COUNT} of what de-identification replaced
) STRICT;
INSERT INTO imports VALUES(1,'tickets','tickets.csv',1767312000,1767312000,1,X'8a381bf1ce2508def77e809acba9f2fbe0f07e6292b112ecde59b39a0b99a8ef',110,110,0,0,0,0,'{}');
INSERT INTO imports VALUES(2,'changes','changes.csv',1767312000,1767312000,1,X'15655ed3711c18807ad860cbffd4889783811de78c89f57cd1578e150660f37b',340,340,0,0,0,0,'{"PERSON": 340}');
INSERT INTO imports VALUES(3,'releases','releases.csv',1767312000,1767312000,1,X'66610ddf1c5189a1afb4f3e258eda1eab96a278f077906cdd6a2dba7c9b6c7b8',6,6,0,0,0,0,'{}');
INSERT INTO imports VALUES(4,'outcomes','outcomes.csv',1767312000,1767312000,1,X'f1cadc3837188f910e6ddc3d7d658acc3f294807df8a3ef8bd3a8a1afb01abdf',5,5,0,0,0,0,'{}');
INSERT INTO imports VALUES(5,'estate','estate.csv',1767312000,1767312000,1,X'a49dc5acc81f9dbcee32f258a6bed9e7e721395716560c930c97ccb5659a44c7',1,1,0,0,0,0,'{}');
INSERT INTO imports VALUES(6,'estate','/dev/stdin',1777698000,1777698000,1,X'377b462e551b5ea50f638277d6eb67598e20da8bab2c48d71ab07d380458ba7e',1,1,0,0,0,0,'{}');
INSERT INTO imports VALUES(7,'postmortems','pm.md',1777782600,1777782600,4,X'242ed5f3884e9c7c078b3334d96ec5cdbccb1c672976d4648ea873897ff5808d',1,1,0,0,0,0,'{}');
INSERT INTO imports VALUES(8,'telemetry','t.csv',1777782600,1777782600,4,X'2727bececda2a56d81ef174360e7bf134b41d9990f43b1b48d4fc1cc8634838f',2,2,0,0,0,0,'{}');
INSERT INTO imports VALUES(9,'predictions','p.csv',1777782600,1777782600,4,X'd56772564a1269d8fbe75a454a2d8449269c1caa9754d4978995d5864e9ab346',2,2,0,0,0,0,'{}');
INSERT INTO imports VALUES(10,'dependencies','d',1777782600,1777782600,4,X'ac52f2fb1201544979936409bfb7507454c5bbc430bd61e3490282ce2f783d8d',1,1,0,0,0,0,'{}');
CREATE TABLE rejects (
  -- WORLD. Bad rows of an import: where and why, never what was in them.
  import_id INTEGER NOT NULL REFERENCES imports, -- whose
  file      TEXT NOT NULL,              -- path as given
  line      INTEGER NOT NULL,           -- of the file, from 1, where the row begins
  "column"  TEXT NOT NULL DEFAULT '',   -- name in the header; '': the whole row
  reason    TEXT NOT NULL               -- our words, never content of the row
) STRICT;
CREATE TABLE records (
  -- WORLD. The identity of a thing: what stays the same from export to export.
  record_id INTEGER PRIMARY KEY,        -- in order of first arrival: breaks ties wherever rows are ordered
  kind      TEXT NOT NULL               -- which table its versions lie in
            CHECK (kind IN ('ticket', 'change', 'code', 'release', 'outcome', 'system', 'evidence', 'patch',
                            'postmortem', 'dependency', 'series', 'prediction')),
  project   TEXT NOT NULL DEFAULT '',   -- '' for a kind that has none
  id        TEXT NOT NULL,              -- ticket id, commit, release name, system, ...: unique inside kind and project
  UNIQUE (kind, project, id)
) STRICT;
INSERT INTO records VALUES(1,'ticket','desk','T1');
INSERT INTO records VALUES(2,'ticket','desk','T2');
INSERT INTO records VALUES(3,'ticket','desk','T3');
INSERT INTO records VALUES(4,'ticket','desk','T4');
INSERT INTO records VALUES(5,'ticket','desk','T5');
INSERT INTO records VALUES(6,'ticket','desk','T6');
INSERT INTO records VALUES(7,'ticket','desk','T7');
INSERT INTO records VALUES(8,'ticket','desk','T8');
INSERT INTO records VALUES(9,'ticket','desk','T9');
INSERT INTO records VALUES(10,'ticket','desk','T10');
INSERT INTO records VALUES(11,'ticket','desk','T11');
INSERT INTO records VALUES(12,'ticket','desk','T12');
INSERT INTO records VALUES(13,'ticket','desk','T13');
INSERT INTO records VALUES(14,'ticket','desk','T14');
INSERT INTO records VALUES(15,'ticket','desk','T15');
INSERT INTO records VALUES(16,'ticket','desk','T16');
INSERT INTO records VALUES(17,'ticket','desk','T17');
INSERT INTO records VALUES(18,'ticket','desk','T18');
INSERT INTO records VALUES(19,'ticket','desk','T19');
INSERT INTO records VALUES(20,'ticket','desk','T20');
INSERT INTO records VALUES(21,'ticket','desk','T21');
INSERT INTO records VALUES(22,'ticket','desk','T22');
INSERT INTO records VALUES(23,'ticket','desk','T23');
INSERT INTO records VALUES(24,'ticket','desk','T24');
INSERT INTO records VALUES(25,'ticket','desk','T25');
INSERT INTO records VALUES(26,'ticket','desk','T26');
INSERT INTO records VALUES(27,'ticket','desk','T27');
INSERT INTO records VALUES(28,'ticket','desk','T28');
INSERT INTO records VALUES(29,'ticket','desk','T29');
INSERT INTO records VALUES(30,'ticket','desk','T30');
INSERT INTO records VALUES(31,'ticket','desk','T31');
INSERT INTO records VALUES(32,'ticket','desk','T32');
INSERT INTO records VALUES(33,'ticket','desk','T33');
INSERT INTO records VALUES(34,'ticket','desk','T34');
INSERT INTO records VALUES(35,'ticket','desk','T35');
INSERT INTO records VALUES(36,'ticket','desk','T36');
INSERT INTO records VALUES(37,'ticket','desk','T37');
INSERT INTO records VALUES(38,'ticket','desk','T38');
INSERT INTO records VALUES(39,'ticket','desk','T39');
INSERT INTO records VALUES(40,'ticket','desk','T40');
INSERT INTO records VALUES(41,'ticket','desk','T41');
INSERT INTO records VALUES(42,'ticket','desk','T42');
INSERT INTO records VALUES(43,'ticket','desk','T43');
INSERT INTO records VALUES(44,'ticket','desk','T44');
INSERT INTO records VALUES(45,'ticket','desk','T45');
INSERT INTO records VALUES(46,'ticket','desk','T46');
INSERT INTO records VALUES(47,'ticket','desk','T47');
INSERT INTO records VALUES(48,'ticket','desk','T48');
INSERT INTO records VALUES(49,'ticket','desk','T49');
INSERT INTO records VALUES(50,'ticket','desk','T50');
INSERT INTO records VALUES(51,'ticket','desk','T51');
INSERT INTO records VALUES(52,'ticket','desk','T52');
INSERT INTO records VALUES(53,'ticket','desk','T53');
INSERT INTO records VALUES(54,'ticket','desk','T54');
INSERT INTO records VALUES(55,'ticket','desk','T55');
INSERT INTO records VALUES(56,'ticket','desk','T56');
INSERT INTO records VALUES(57,'ticket','desk','T57');
INSERT INTO records VALUES(58,'ticket','desk','T58');
INSERT INTO records VALUES(59,'ticket','desk','T59');
INSERT INTO records VALUES(60,'ticket','desk','T60');
INSERT INTO records VALUES(61,'ticket','desk','T61');
INSERT INTO records VALUES(62,'ticket','desk','T62');
INSERT INTO records VALUES(63,'ticket','desk','T63');
INSERT INTO records VALUES(64,'ticket','desk','T64');
INSERT INTO records VALUES(65,'ticket','desk','T65');
INSERT INTO records VALUES(66,'ticket','desk','T66');
INSERT INTO records VALUES(67,'ticket','desk','T67');
INSERT INTO records VALUES(68,'ticket','desk','T68');
INSERT INTO records VALUES(69,'ticket','desk','T69');
INSERT INTO records VALUES(70,'ticket','desk','T70');
INSERT INTO records VALUES(71,'ticket','desk','T71');
INSERT INTO records VALUES(72,'ticket','desk','T72');
INSERT INTO records VALUES(73,'ticket','desk','T73');
INSERT INTO records VALUES(74,'ticket','desk','T74');
INSERT INTO records VALUES(75,'ticket','desk','T75');
INSERT INTO records VALUES(76,'ticket','desk','T76');
INSERT INTO records VALUES(77,'ticket','desk','T77');
INSERT INTO records VALUES(78,'ticket','desk','T78');
INSERT INTO records VALUES(79,'ticket','desk','T79');
INSERT INTO records VALUES(80,'ticket','desk','T80');
INSERT INTO records VALUES(81,'ticket','desk','T81');
INSERT INTO records VALUES(82,'ticket','desk','T82');
INSERT INTO records VALUES(83,'ticket','desk','T83');
INSERT INTO records VALUES(84,'ticket','desk','T84');
INSERT INTO records VALUES(85,'ticket','desk','T85');
INSERT INTO records VALUES(86,'ticket','desk','T86');
INSERT INTO records VALUES(87,'ticket','desk','T87');
INSERT INTO records VALUES(88,'ticket','desk','T88');
INSERT INTO records VALUES(89,'ticket','desk','T89');
INSERT INTO records VALUES(90,'ticket','desk','T90');
INSERT INTO records VALUES(91,'ticket','desk','T91');
INSERT INTO records VALUES(92,'ticket','desk','T92');
INSERT INTO records VALUES(93,'ticket','desk','T93');
INSERT INTO records VALUES(94,'ticket','desk','T94');
INSERT INTO records VALUES(95,'ticket','desk','T95');
INSERT INTO records VALUES(96,'ticket','desk','T96');
INSERT INTO records VALUES(97,'ticket','desk','T97');
INSERT INTO records VALUES(98,'ticket','desk','T98');
INSERT INTO records VALUES(99,'ticket','desk','T99');
INSERT INTO records VALUES(100,'ticket','desk','T100');
INSERT INTO records VALUES(101,'ticket','desk','T101');
INSERT INTO records VALUES(102,'ticket','desk','T102');
INSERT INTO records VALUES(103,'ticket','desk','T103');
INSERT INTO records VALUES(104,'ticket','desk','T104');
INSERT INTO records VALUES(105,'ticket','desk','T105');
INSERT INTO records VALUES(106,'ticket','desk','T106');
INSERT INTO records VALUES(107,'ticket','desk','T107');
INSERT INTO records VALUES(108,'ticket','desk','T108');
INSERT INTO records VALUES(109,'ticket','desk','T109');
INSERT INTO records VALUES(110,'ticket','desk','T110');
INSERT INTO records VALUES(111,'change','app','c00001');
INSERT INTO records VALUES(112,'change','app','c00002');
INSERT INTO records VALUES(113,'change','app','c00003');
INSERT INTO records VALUES(114,'change','app','c00004');
INSERT INTO records VALUES(115,'change','app','c00005');
INSERT INTO records VALUES(116,'change','app','c00006');
INSERT INTO records VALUES(117,'change','app','c00007');
INSERT INTO records VALUES(118,'change','app','c00008');
INSERT INTO records VALUES(119,'change','app','c00009');
INSERT INTO records VALUES(120,'change','app','c00010');
INSERT INTO records VALUES(121,'change','app','c00011');
INSERT INTO records VALUES(122,'change','app','c00012');
INSERT INTO records VALUES(123,'change','app','c00013');
INSERT INTO records VALUES(124,'change','app','c00014');
INSERT INTO records VALUES(125,'change','app','c00015');
INSERT INTO records VALUES(126,'change','app','c00016');
INSERT INTO records VALUES(127,'change','app','c00017');
INSERT INTO records VALUES(128,'change','app','c00018');
INSERT INTO records VALUES(129,'change','app','c00019');
INSERT INTO records VALUES(130,'change','app','c00020');
INSERT INTO records VALUES(131,'change','app','c00021');
INSERT INTO records VALUES(132,'change','app','c00022');
INSERT INTO records VALUES(133,'change','app','c00023');
INSERT INTO records VALUES(134,'change','app','c00024');
INSERT INTO records VALUES(135,'change','app','c00025');
INSERT INTO records VALUES(136,'change','app','c00026');
INSERT INTO records VALUES(137,'change','app','c00027');
INSERT INTO records VALUES(138,'change','app','c00028');
INSERT INTO records VALUES(139,'change','app','c00029');
INSERT INTO records VALUES(140,'change','app','c00030');
INSERT INTO records VALUES(141,'change','app','c00031');
INSERT INTO records VALUES(142,'change','app','c00032');
INSERT INTO records VALUES(143,'change','app','c00033');
INSERT INTO records VALUES(144,'change','app','c00034');
INSERT INTO records VALUES(145,'change','app','c00035');
INSERT INTO records VALUES(146,'change','app','c00036');
INSERT INTO records VALUES(147,'change','app','c00037');
INSERT INTO records VALUES(148,'change','app','c00038');
INSERT INTO records VALUES(149,'change','app','c00039');
INSERT INTO records VALUES(150,'change','app','c00040');
INSERT INTO records VALUES(151,'change','app','c00041');
INSERT INTO records VALUES(152,'change','app','c00042');
INSERT INTO records VALUES(153,'change','app','c00043');
INSERT INTO records VALUES(154,'change','app','c00044');
INSERT INTO records VALUES(155,'change','app','c00045');
INSERT INTO records VALUES(156,'change','app','c00046');
INSERT INTO records VALUES(157,'change','app','c00047');
INSERT INTO records VALUES(158,'change','app','c00048');
INSERT INTO records VALUES(159,'change','app','c00049');
INSERT INTO records VALUES(160,'change','app','c00050');
INSERT INTO records VALUES(161,'change','app','c00051');
INSERT INTO records VALUES(162,'change','app','c00052');
INSERT INTO records VALUES(163,'change','app','c00053');
INSERT INTO records VALUES(164,'change','app','c00054');
INSERT INTO records VALUES(165,'change','app','c00055');
INSERT INTO records VALUES(166,'change','app','c00056');
INSERT INTO records VALUES(167,'change','app','c00057');
INSERT INTO records VALUES(168,'change','app','c00058');
INSERT INTO records VALUES(169,'change','app','c00059');
INSERT INTO records VALUES(170,'change','app','c00060');
INSERT INTO records VALUES(171,'change','app','c00061');
INSERT INTO records VALUES(172,'change','app','c00062');
INSERT INTO records VALUES(173,'change','app','c00063');
INSERT INTO records VALUES(174,'change','app','c00064');
INSERT INTO records VALUES(175,'change','app','c00065');
INSERT INTO records VALUES(176,'change','app','c00066');
INSERT INTO records VALUES(177,'change','app','c00067');
INSERT INTO records VALUES(178,'change','app','c00068');
INSERT INTO records VALUES(179,'change','app','c00069');
INSERT INTO records VALUES(180,'change','app','c00070');
INSERT INTO records VALUES(181,'change','app','c00071');
INSERT INTO records VALUES(182,'change','app','c00072');
INSERT INTO records VALUES(183,'change','app','c00073');
INSERT INTO records VALUES(184,'change','app','c00074');
INSERT INTO records VALUES(185,'change','app','c00075');
INSERT INTO records VALUES(186,'change','app','c00076');
INSERT INTO records VALUES(187,'change','app','c00077');
INSERT INTO records VALUES(188,'change','app','c00078');
INSERT INTO records VALUES(189,'change','app','c00079');
INSERT INTO records VALUES(190,'change','app','c00080');
INSERT INTO records VALUES(191,'change','app','c00081');
INSERT INTO records VALUES(192,'change','app','c00082');
INSERT INTO records VALUES(193,'change','app','c00083');
INSERT INTO records VALUES(194,'change','app','c00084');
INSERT INTO records VALUES(195,'change','app','c00085');
INSERT INTO records VALUES(196,'change','app','c00086');
INSERT INTO records VALUES(197,'change','app','c00087');
INSERT INTO records VALUES(198,'change','app','c00088');
INSERT INTO records VALUES(199,'change','app','c00089');
INSERT INTO records VALUES(200,'change','app','c00090');
INSERT INTO records VALUES(201,'change','app','c00091');
INSERT INTO records VALUES(202,'change','app','c00092');
INSERT INTO records VALUES(203,'change','app','c00093');
INSERT INTO records VALUES(204,'change','app','c00094');
INSERT INTO records VALUES(205,'change','app','c00095');
INSERT INTO records VALUES(206,'change','app','c00096');
INSERT INTO records VALUES(207,'change','app','c00097');
INSERT INTO records VALUES(208,'change','app','c00098');
INSERT INTO records VALUES(209,'change','app','c00099');
INSERT INTO records VALUES(210,'change','app','c00100');
INSERT INTO records VALUES(211,'change','app','c00101');
INSERT INTO records VALUES(212,'change','app','c00102');
INSERT INTO records VALUES(213,'change','app','c00103');
INSERT INTO records VALUES(214,'change','app','c00104');
INSERT INTO records VALUES(215,'change','app','c00105');
INSERT INTO records VALUES(216,'change','app','c00106');
INSERT INTO records VALUES(217,'change','app','c00107');
INSERT INTO records VALUES(218,'change','app','c00108');
INSERT INTO records VALUES(219,'change','app','c00109');
INSERT INTO records VALUES(220,'change','app','c00110');
INSERT INTO records VALUES(221,'change','app','c00111');
INSERT INTO records VALUES(222,'change','app','c00112');
INSERT INTO records VALUES(223,'change','app','c00113');
INSERT INTO records VALUES(224,'change','app','c00114');
INSERT INTO records VALUES(225,'change','app','c00115');
INSERT INTO records VALUES(226,'change','app','c00116');
INSERT INTO records VALUES(227,'change','app','c00117');
INSERT INTO records VALUES(228,'change','app','c00118');
INSERT INTO records VALUES(229,'change','app','c00119');
INSERT INTO records VALUES(230,'change','app','c00120');
INSERT INTO records VALUES(231,'change','app','c00121');
INSERT INTO records VALUES(232,'change','app','c00122');
INSERT INTO records VALUES(233,'change','app','c00123');
INSERT INTO records VALUES(234,'change','app','c00124');
INSERT INTO records VALUES(235,'change','app','c00125');
INSERT INTO records VALUES(236,'change','app','c00126');
INSERT INTO records VALUES(237,'change','app','c00127');
INSERT INTO records VALUES(238,'change','app','c00128');
INSERT INTO records VALUES(239,'change','app','c00129');
INSERT INTO records VALUES(240,'change','app','c00130');
INSERT INTO records VALUES(241,'change','app','c00131');
INSERT INTO records VALUES(242,'change','app','c00132');
INSERT INTO records VALUES(243,'change','app','c00133');
INSERT INTO records VALUES(244,'change','app','c00134');
INSERT INTO records VALUES(245,'change','app','c00135');
INSERT INTO records VALUES(246,'change','app','c00136');
INSERT INTO records VALUES(247,'change','app','c00137');
INSERT INTO records VALUES(248,'change','app','c00138');
INSERT INTO records VALUES(249,'change','app','c00139');
INSERT INTO records VALUES(250,'change','app','c00140');
INSERT INTO records VALUES(251,'change','app','c00141');
INSERT INTO records VALUES(252,'change','app','c00142');
INSERT INTO records VALUES(253,'change','app','c00143');
INSERT INTO records VALUES(254,'change','app','c00144');
INSERT INTO records VALUES(255,'change','app','c00145');
INSERT INTO records VALUES(256,'change','app','c00146');
INSERT INTO records VALUES(257,'change','app','c00147');
INSERT INTO records VALUES(258,'change','app','c00148');
INSERT INTO records VALUES(259,'change','app','c00149');
INSERT INTO records VALUES(260,'change','app','c00150');
INSERT INTO records VALUES(261,'change','app','c00151');
INSERT INTO records VALUES(262,'change','app','c00152');
INSERT INTO records VALUES(263,'change','app','c00153');
INSERT INTO records VALUES(264,'change','app','c00154');
INSERT INTO records VALUES(265,'change','app','c00155');
INSERT INTO records VALUES(266,'change','app','c00156');
INSERT INTO records VALUES(267,'change','app','c00157');
INSERT INTO records VALUES(268,'change','app','c00158');
INSERT INTO records VALUES(269,'change','app','c00159');
INSERT INTO records VALUES(270,'change','app','c00160');
INSERT INTO records VALUES(271,'change','app','c00161');
INSERT INTO records VALUES(272,'change','app','c00162');
INSERT INTO records VALUES(273,'change','app','c00163');
INSERT INTO records VALUES(274,'change','app','c00164');
INSERT INTO records VALUES(275,'change','app','c00165');
INSERT INTO records VALUES(276,'change','app','c00166');
INSERT INTO records VALUES(277,'change','app','c00167');
INSERT INTO records VALUES(278,'change','app','c00168');
INSERT INTO records VALUES(279,'change','app','c00169');
INSERT INTO records VALUES(280,'change','app','c00170');
INSERT INTO records VALUES(281,'change','app','c00171');
INSERT INTO records VALUES(282,'change','app','c00172');
INSERT INTO records VALUES(283,'change','app','c00173');
INSERT INTO records VALUES(284,'change','app','c00174');
INSERT INTO records VALUES(285,'change','app','c00175');
INSERT INTO records VALUES(286,'change','app','c00176');
INSERT INTO records VALUES(287,'change','app','c00177');
INSERT INTO records VALUES(288,'change','app','c00178');
INSERT INTO records VALUES(289,'change','app','c00179');
INSERT INTO records VALUES(290,'change','app','c00180');
INSERT INTO records VALUES(291,'change','app','c00181');
INSERT INTO records VALUES(292,'change','app','c00182');
INSERT INTO records VALUES(293,'change','app','c00183');
INSERT INTO records VALUES(294,'change','app','c00184');
INSERT INTO records VALUES(295,'change','app','c00185');
INSERT INTO records VALUES(296,'change','app','c00186');
INSERT INTO records VALUES(297,'change','app','c00187');
INSERT INTO records VALUES(298,'change','app','c00188');
INSERT INTO records VALUES(299,'change','app','c00189');
INSERT INTO records VALUES(300,'change','app','c00190');
INSERT INTO records VALUES(301,'change','app','c00191');
INSERT INTO records VALUES(302,'change','app','c00192');
INSERT INTO records VALUES(303,'change','app','c00193');
INSERT INTO records VALUES(304,'change','app','c00194');
INSERT INTO records VALUES(305,'change','app','c00195');
INSERT INTO records VALUES(306,'change','app','c00196');
INSERT INTO records VALUES(307,'change','app','c00197');
INSERT INTO records VALUES(308,'change','app','c00198');
INSERT INTO records VALUES(309,'change','app','c00199');
INSERT INTO records VALUES(310,'change','app','c00200');
INSERT INTO records VALUES(311,'change','app','c00201');
INSERT INTO records VALUES(312,'change','app','c00202');
INSERT INTO records VALUES(313,'change','app','c00203');
INSERT INTO records VALUES(314,'change','app','c00204');
INSERT INTO records VALUES(315,'change','app','c00205');
INSERT INTO records VALUES(316,'change','app','c00206');
INSERT INTO records VALUES(317,'change','app','c00207');
INSERT INTO records VALUES(318,'change','app','c00208');
INSERT INTO records VALUES(319,'change','app','c00209');
INSERT INTO records VALUES(320,'change','app','c00210');
INSERT INTO records VALUES(321,'change','app','c00211');
INSERT INTO records VALUES(322,'change','app','c00212');
INSERT INTO records VALUES(323,'change','app','c00213');
INSERT INTO records VALUES(324,'change','app','c00214');
INSERT INTO records VALUES(325,'change','app','c00215');
INSERT INTO records VALUES(326,'change','app','c00216');
INSERT INTO records VALUES(327,'change','app','c00217');
INSERT INTO records VALUES(328,'change','app','c00218');
INSERT INTO records VALUES(329,'change','app','c00219');
INSERT INTO records VALUES(330,'change','app','c00220');
INSERT INTO records VALUES(331,'change','app','c00221');
INSERT INTO records VALUES(332,'change','app','c00222');
INSERT INTO records VALUES(333,'change','app','c00223');
INSERT INTO records VALUES(334,'change','app','c00224');
INSERT INTO records VALUES(335,'change','app','c00225');
INSERT INTO records VALUES(336,'change','app','c00226');
INSERT INTO records VALUES(337,'change','app','c00227');
INSERT INTO records VALUES(338,'change','app','c00228');
INSERT INTO records VALUES(339,'change','app','c00229');
INSERT INTO records VALUES(340,'change','app','c00230');
INSERT INTO records VALUES(341,'change','app','c00231');
INSERT INTO records VALUES(342,'change','app','c00232');
INSERT INTO records VALUES(343,'change','app','c00233');
INSERT INTO records VALUES(344,'change','app','c00234');
INSERT INTO records VALUES(345,'change','app','c00235');
INSERT INTO records VALUES(346,'change','app','c00236');
INSERT INTO records VALUES(347,'change','app','c00237');
INSERT INTO records VALUES(348,'change','app','c00238');
INSERT INTO records VALUES(349,'change','app','c00239');
INSERT INTO records VALUES(350,'change','app','c00240');
INSERT INTO records VALUES(351,'change','app','c00241');
INSERT INTO records VALUES(352,'change','app','c00242');
INSERT INTO records VALUES(353,'change','app','c00243');
INSERT INTO records VALUES(354,'change','app','c00244');
INSERT INTO records VALUES(355,'change','app','c00245');
INSERT INTO records VALUES(356,'change','app','c00246');
INSERT INTO records VALUES(357,'change','app','c00247');
INSERT INTO records VALUES(358,'change','app','c00248');
INSERT INTO records VALUES(359,'change','app','c00249');
INSERT INTO records VALUES(360,'change','app','c00250');
INSERT INTO records VALUES(361,'change','app','c00251');
INSERT INTO records VALUES(362,'change','app','c00252');
INSERT INTO records VALUES(363,'change','app','c00253');
INSERT INTO records VALUES(364,'change','app','c00254');
INSERT INTO records VALUES(365,'change','app','c00255');
INSERT INTO records VALUES(366,'change','app','c00256');
INSERT INTO records VALUES(367,'change','app','c00257');
INSERT INTO records VALUES(368,'change','app','c00258');
INSERT INTO records VALUES(369,'change','app','c00259');
INSERT INTO records VALUES(370,'change','app','c00260');
INSERT INTO records VALUES(371,'change','app','c00261');
INSERT INTO records VALUES(372,'change','app','c00262');
INSERT INTO records VALUES(373,'change','app','c00263');
INSERT INTO records VALUES(374,'change','app','c00264');
INSERT INTO records VALUES(375,'change','app','c00265');
INSERT INTO records VALUES(376,'change','app','c00266');
INSERT INTO records VALUES(377,'change','app','c00267');
INSERT INTO records VALUES(378,'change','app','c00268');
INSERT INTO records VALUES(379,'change','app','c00269');
INSERT INTO records VALUES(380,'change','app','c00270');
INSERT INTO records VALUES(381,'change','app','c00271');
INSERT INTO records VALUES(382,'change','app','c00272');
INSERT INTO records VALUES(383,'change','app','c00273');
INSERT INTO records VALUES(384,'change','app','c00274');
INSERT INTO records VALUES(385,'change','app','c00275');
INSERT INTO records VALUES(386,'change','app','c00276');
INSERT INTO records VALUES(387,'change','app','c00277');
INSERT INTO records VALUES(388,'change','app','c00278');
INSERT INTO records VALUES(389,'change','app','c00279');
INSERT INTO records VALUES(390,'change','app','c00280');
INSERT INTO records VALUES(391,'change','app','c00281');
INSERT INTO records VALUES(392,'change','app','c00282');
INSERT INTO records VALUES(393,'change','app','c00283');
INSERT INTO records VALUES(394,'change','app','c00284');
INSERT INTO records VALUES(395,'change','app','c00285');
INSERT INTO records VALUES(396,'change','app','c00286');
INSERT INTO records VALUES(397,'change','app','c00287');
INSERT INTO records VALUES(398,'change','app','c00288');
INSERT INTO records VALUES(399,'change','app','c00289');
INSERT INTO records VALUES(400,'change','app','c00290');
INSERT INTO records VALUES(401,'change','app','c00291');
INSERT INTO records VALUES(402,'change','app','c00292');
INSERT INTO records VALUES(403,'change','app','c00293');
INSERT INTO records VALUES(404,'change','app','c00294');
INSERT INTO records VALUES(405,'change','app','c00295');
INSERT INTO records VALUES(406,'change','app','c00296');
INSERT INTO records VALUES(407,'change','app','c00297');
INSERT INTO records VALUES(408,'change','app','c00298');
INSERT INTO records VALUES(409,'change','app','c00299');
INSERT INTO records VALUES(410,'change','app','c00300');
INSERT INTO records VALUES(411,'change','app','c00301');
INSERT INTO records VALUES(412,'change','app','c00302');
INSERT INTO records VALUES(413,'change','app','c00303');
INSERT INTO records VALUES(414,'change','app','c00304');
INSERT INTO records VALUES(415,'change','app','c00305');
INSERT INTO records VALUES(416,'change','app','c00306');
INSERT INTO records VALUES(417,'change','app','c00307');
INSERT INTO records VALUES(418,'change','app','c00308');
INSERT INTO records VALUES(419,'change','app','c00309');
INSERT INTO records VALUES(420,'change','app','c00310');
INSERT INTO records VALUES(421,'change','app','c00311');
INSERT INTO records VALUES(422,'change','app','c00312');
INSERT INTO records VALUES(423,'change','app','c00313');
INSERT INTO records VALUES(424,'change','app','c00314');
INSERT INTO records VALUES(425,'change','app','c00315');
INSERT INTO records VALUES(426,'change','app','c00316');
INSERT INTO records VALUES(427,'change','app','c00317');
INSERT INTO records VALUES(428,'change','app','c00318');
INSERT INTO records VALUES(429,'change','app','c00319');
INSERT INTO records VALUES(430,'change','app','c00320');
INSERT INTO records VALUES(431,'change','app','c00321');
INSERT INTO records VALUES(432,'change','app','c00322');
INSERT INTO records VALUES(433,'change','app','c00323');
INSERT INTO records VALUES(434,'change','app','c00324');
INSERT INTO records VALUES(435,'change','app','c00325');
INSERT INTO records VALUES(436,'change','app','c00326');
INSERT INTO records VALUES(437,'change','app','c00327');
INSERT INTO records VALUES(438,'change','app','c00328');
INSERT INTO records VALUES(439,'change','app','c00329');
INSERT INTO records VALUES(440,'change','app','c00330');
INSERT INTO records VALUES(441,'change','app','c00331');
INSERT INTO records VALUES(442,'change','app','c00332');
INSERT INTO records VALUES(443,'change','app','c00333');
INSERT INTO records VALUES(444,'change','app','c00334');
INSERT INTO records VALUES(445,'change','app','c00335');
INSERT INTO records VALUES(446,'change','app','c00336');
INSERT INTO records VALUES(447,'change','app','c00337');
INSERT INTO records VALUES(448,'change','app','c00338');
INSERT INTO records VALUES(449,'change','app','c00339');
INSERT INTO records VALUES(450,'change','app','c00340');
INSERT INTO records VALUES(451,'release','app','1.0');
INSERT INTO records VALUES(452,'release','app','1.1');
INSERT INTO records VALUES(453,'release','app','1.2');
INSERT INTO records VALUES(454,'release','app','1.3');
INSERT INTO records VALUES(455,'release','app','1.4');
INSERT INTO records VALUES(456,'release','app','2.0');
INSERT INTO records VALUES(457,'outcome','app','release:1.0@2025-07-10T00:00:00Z');
INSERT INTO records VALUES(458,'outcome','app','release:1.1@2025-08-03T00:00:00Z');
INSERT INTO records VALUES(459,'outcome','app','release:1.2@2025-09-10T00:00:00Z');
INSERT INTO records VALUES(460,'outcome','app','release:1.3@2025-10-02T00:00:00Z');
INSERT INTO records VALUES(461,'outcome','app','release:1.4@2025-12-25T00:00:00Z');
INSERT INTO records VALUES(462,'system','','ehr');
INSERT INTO records VALUES(463,'system','','lab2');
INSERT INTO records VALUES(464,'postmortem','','PM-1');
INSERT INTO records VALUES(465,'series','ehr','wait');
INSERT INTO records VALUES(466,'prediction','sepsis','2.1 2026-04');
INSERT INTO records VALUES(467,'dependency','ehr','package-lock.json npm:left-pad');
CREATE TABLE versions (
  -- WORLD. What an import said about a record. The newest of completed imports is current (current_versions).
  version_id     INTEGER PRIMARY KEY,   -- in order of arrival; key of the row in the kind's table
  record_id      INTEGER NOT NULL REFERENCES records, -- of what
  import_id      INTEGER NOT NULL REFERENCES imports, -- by which import
  source_row     INTEGER NOT NULL,      -- data row of the source, from 1: the order of undated rows
  raw_hash       BLOB NOT NULL,         -- BLAKE2b keyed with pseudonym.key over the raw row: tells an unchanged one
  content_hash   BLOB NOT NULL,         -- BLAKE2b over the de-identified values as they were when this version was written
  rules_version  INTEGER NOT NULL,      -- rules of de-identification that the text now here has passed
  imported_at    INTEGER NOT NULL,      -- time
  known_at       INTEGER NOT NULL,      -- when what was filed first became known
  known_basis    TEXT NOT NULL CHECK (known_basis IN ('given', 'assumed', 'import')), -- how we know known_at
  label_known_at INTEGER,               -- when the outcome (fields filled in later, labels) became known; NULL: not known
  label_basis    TEXT NOT NULL DEFAULT 'import' CHECK (label_basis IN ('given', 'assumed', 'import')), -- and how
  withdrawn      INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- 1: the source no longer has the record (a
                                        -- dependency dropped from its lock file): nothing of it is current
  overwritten_at INTEGER,               -- when its text was overwritten; NULL: never
  overwritten    TEXT NOT NULL DEFAULT '' -- why: '', 'rescrub', 'purge:RULE'; replay then answers with it
) STRICT;
INSERT INTO versions VALUES(1,1,1,1,X'8d044f51d7450b7e65b625f1f6c336f13c02246d62136f92ededbbd62f23905b',X'811ba66dcb8026470f26cd041b5ec8f8b870ad22286e2ca109443a2fd85217c7',1,1767312000,1757808000,'given',1757811600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(2,2,1,2,X'b51a8d8d0b67de7550d89570a6975ade2b8c53d9866d91a42a8f079c2c52334c',X'fc19470aed2e0496b95b9ab9ba9ec54e9a522315fceb7e29ed9474033aad4a40',1,1767312000,1757894400,'given',1757898000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(3,3,1,3,X'4791d179720e4143874ebdd22a66596f937041f50d70a33917bf077c40d2e561',X'bc5b70478e6e0c04c4e1d6e76b908f50f18f90166c88911767ba74a709ba28ff',1,1767312000,1757980800,'given',1757984400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(4,4,1,4,X'a1f57900debc731939ded0edda4023a3f2573c749629a99079f19f9e47ea6535',X'b4dc7e367cfc060a23dc4e047056b16f64ccdc35c99dd3883b93d7da2055673f',1,1767312000,1758067200,'given',1758070800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(5,5,1,5,X'24ad2ac6625cb0448ca9075ee7889e9f10f78667fefc0a5136f29b81b8640a5c',X'92749e6c9d8754e87afa897340f50b2dc5f6cc662f24d8fb5211a35004803393',1,1767312000,1758153600,'given',1758157200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(6,6,1,6,X'ef05bd4484a19f05b5e3aba0502b94d2880d455601c41d78b8fc8367135c38ad',X'5e9079cd8485acd3702c41b3d31cc6370889468f8741c3697fe1ae221a320e28',1,1767312000,1758240000,'given',1758243600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(7,7,1,7,X'ef2dea08b59c0c4825ae3324117edc7e7abd562f46208a3b1f8b630c6ee3ebdf',X'7411d4b7b9620481dafaa7a1f9b797c76c6f047b30b512be0b6b3d716cdcea78',1,1767312000,1758326400,'given',1758330000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(8,8,1,8,X'04ed8e9b5b387200cb9708851f795c8224542c43a0b0876f4f5d92210d3911d9',X'913fe090a33e102ba2729a24e57fc3225c6454820cde74858f0dcfdc15ae77a3',1,1767312000,1758412800,'given',1758416400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(9,9,1,9,X'cb035236364c5e734ec0f6f770bf0a0887d76d89c89319df3a05dfdc88379d19',X'3a8c6a070a58a8a48f6727089d56c2e6a8c2c7606c4db379a38c6f5495bb21c5',1,1767312000,1758499200,'given',1758502800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(10,10,1,10,X'850f905d6b6e7d02133866d05cb3010ff3eceb2420c2722b807b6c262b7b73be',X'4d868725e09aba9240534531eb5f65527f4578fffa0bd874117f9f22fa2e35f7',1,1767312000,1758585600,'given',1758589200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(11,11,1,11,X'f140291aad4d5edda23c2211e40227f844fc2be410315d5c8c1f858c1103a513',X'57d1164a0d727ec378e616134ae8ffda77330fee98f33cd8be3357c22c7a2e1e',1,1767312000,1758672000,'given',1758675600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(12,12,1,12,X'f363e873ae0872fc71a1748559a720bc7c13f3f0b38bb445eb9965109f4fc62a',X'a5ba8bf5ddd8dac1a13938417b705c002501809dd325cc85d7665b26463606c0',1,1767312000,1758758400,'given',1758762000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(13,13,1,13,X'62c1b61cd591daf17e8a0ba22e6bd232b4ededa46343e7a13b1601f014508c1f',X'81d8fbb85d9503c92ca6ebec6f03c85680d571795008c673aaba4524506442eb',1,1767312000,1758844800,'given',1758848400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(14,14,1,14,X'8abf984d1f358c597e39256288ae951c7d8eed4973c572fbbe1d94ea9c94568f',X'b94ecf955be5a00d8555be6d65a5d4e87c32d620717952c419e971b565836dd4',1,1767312000,1758931200,'given',1758934800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(15,15,1,15,X'070866a64b6b6ad1e817f4a8602b776a408abe726fd2661fb47716a9419a5bc6',X'67071ec38b58c5699de967f840379efd50c098243da69c5373932f63ad7a37b6',1,1767312000,1759017600,'given',1759021200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(16,16,1,16,X'f24c6ea00c0251987b26bfec005f0801a9dd0faeaf0fc6e471e72f022a7efb06',X'f5c14e22d127b0f26395f3a3756b8eb53b46fb538bf156fb437b2e277b615485',1,1767312000,1759104000,'given',1759107600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(17,17,1,17,X'0c3b331e9656d976b391258cabb86c33607c3bd7c944728919ec980565aee91e',X'd72f4fa20fdc0aba64c06b1fe337e1dfe2e53dfc58868de0650b21bfbac416f6',1,1767312000,1759190400,'given',1759194000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(18,18,1,18,X'eb541ceed0d8bf1f654fb15e035ea274f5c00c49da9fd5bbc28a8a8116ee3a7a',X'92a4b6718094ddce5587157d26af03472c71b1df68a94b01546e8985385eb781',1,1767312000,1759276800,'given',1759280400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(19,19,1,19,X'd9ab3e5b68d6a23aceee8b7cbaadf8bc66a4f5c9836f8753dcd44278849e2e11',X'b516414cd1c5ad7179eb3979a5c03ccbfdf3839eb71cb483df4c76b57e97ba1b',1,1767312000,1759363200,'given',1759366800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(20,20,1,20,X'56f55669e73439a8a0690bbfef6d4289c2337aa9ef806793e5d9fc88a0e1b1b3',X'644bdd467e1b98053a6e94551e9fe732db4a77ca90cd9f525e3cdf048e40f8d1',1,1767312000,1759449600,'given',1759453200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(21,21,1,21,X'15f28f5ac0580b74209bed99675aa6b5d62a1b110770bbe09868665d0bd8d8d9',X'7c5c160e9d0be1f1661c3ab9cf51c248ac944ebb711cdb36d7ad9cfc5495639a',1,1767312000,1759536000,'given',1759539600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(22,22,1,22,X'3c1771e7d94c014545093b028fe827168bbbbbcdcf6d882353e4ddbffd7011ff',X'8a6b63c63a87f265060fa07c2b1dc5b3007fab325ec370d87fdc3ecb8a0a9667',1,1767312000,1759622400,'given',1759626000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(23,23,1,23,X'cfd27bb780a5ecebdd966081a141000446bce7e8c7ccf9dd74b5bf7de7b6af35',X'5951b3a7a8e95593be54c4d500f98d60c9d7c07555ac2b1ad490235227fbf11a',1,1767312000,1759708800,'given',1759712400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(24,24,1,24,X'a9b364f0417b1985133e1031a1e0a088eea7a37b89f371b754dc2841ede3ccfc',X'7583541f80e8b384fe52eb44d37d5e4de2bd60a2432984c807d3f208be017c2a',1,1767312000,1759795200,'given',1759798800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(25,25,1,25,X'c9863a9db22f8ef66f7b311450d9586cb11e9929aa839f967cea994132e4a8e3',X'2962e8ccee094246401ff36d9abef20d1f53a202a16b467d34bfe506f8123930',1,1767312000,1759881600,'given',1759885200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(26,26,1,26,X'4939e5e0d61a6d6af8ae3383ce3b063c749295401fea94f33b8fdd28b7cdace3',X'6536d2e5ceebc1afa08b506fd26417fdcf41735354b9aae7ac90fc973e89acbf',1,1767312000,1759968000,'given',1759971600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(27,27,1,27,X'78c4bab3d90fbcb53d4cb90f8f469cd4b344e584256e0e61e928d42a5497bb3f',X'a7d82d8da058b0b20ff01151e913cd7e1704da0e60dac453b09dd80b5f35413c',1,1767312000,1760054400,'given',1760058000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(28,28,1,28,X'8e42d049f3c88f60718ba3b1a0e3664f47dbff2c36af245675f5e0851c54e6b6',X'954b67328a20ef8e56ccca840f94c20db9f1d07eae73a76362361d9ac97ff73a',1,1767312000,1760140800,'given',1760144400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(29,29,1,29,X'bdcd932b4a2a9ed725e87879c0180453b4a7302554f951e7e22d42c91aa4ce01',X'726d2a4a5b03294c04e00b72ba965b901f21750a69e4f605c0dd8ce91390f546',1,1767312000,1760227200,'given',1760230800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(30,30,1,30,X'145ea81cbe7d031ad627ae8443599856d7626ece0a13528890d86c7891c88c1e',X'1398a303b180c6b0f66b61d62994e46c608f16bcd13e4b9f49eb9d6acab4ef3a',1,1767312000,1760313600,'given',1760317200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(31,31,1,31,X'1813e17c538c4ebbc5c013dc13b4405482b14128133914923a496d0cd3eff471',X'36dcb77a573492d9cf0c11dec8fbc40e9018f0a2d1b430a17e3470f6ebe0ab92',1,1767312000,1760400000,'given',1760403600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(32,32,1,32,X'b51201500ea67918ca3d952b243e220d40f3fa3e571df17cfd85c2ded8199d69',X'0394bf664cdc531065eaf12d9ceaec3343a744012ea54ea7dfdaca3d7f01e0f6',1,1767312000,1760486400,'given',1760490000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(33,33,1,33,X'1fc2e1af8472b42d556ca1aecac4f25b0745bd794c2d2be2302267bd885cd1d8',X'd48183f286fc22b86079af896b0c005719bba7d434589e25adc1fbd9d253dc79',1,1767312000,1760572800,'given',1760576400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(34,34,1,34,X'8b395ad81f8713975cc4ce4a78c1abae6bce6ccd19e0779576c7ad70ede356d3',X'4242418440cb20d01fc1deaa20503e00246ebeae76a33723a591de8b8a2d26c3',1,1767312000,1760659200,'given',1760662800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(35,35,1,35,X'67b94b1179228107239507d47652e343f6cb888106e80c769f13e3fec88c6c9e',X'c5693c6e85053608f5e5b13745c2e07966bda1f970a678171ca694a221aff792',1,1767312000,1760745600,'given',1760749200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(36,36,1,36,X'00d97ee4594218f5f514b8a5881fce68a728d820232c6452d82d8273a4e7a04e',X'337278469a8e1552f3c54b102cfda232c7bcf9e96d69fc1770af324e5f480384',1,1767312000,1760832000,'given',1760835600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(37,37,1,37,X'3c08177aa902a6cf123cf24a28a49899960e3e11359b7eef17989e3faf9816ee',X'fb96491f78084c27b15ea984011f2bad1a58564447143cf22d54da2596a9b664',1,1767312000,1760918400,'given',1760922000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(38,38,1,38,X'42ffdc99f7abe58b8bcafed4756f59e734ce7e1d85fdac23aa6a22c67acfa7f1',X'c63c333708cc0107b8e27f416021cb1ff80fcc5a99c7595a35646074cdc4db6f',1,1767312000,1761004800,'given',1761008400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(39,39,1,39,X'd27f5998eb6f4a95c4ac0d4b16b385d39189524bf2d2d6171b61fca61be3c7e3',X'8b8f1b6381e9f41c33a65de0b34a3cfe8be46703ea1662c2d935063531149573',1,1767312000,1761091200,'given',1761094800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(40,40,1,40,X'74265eaf0971802e2798d3d62f5f03749d69eab2abf8b350185cf16ca5660e62',X'c55fc21aad6fa19c7bc1b1653a818e0de49d815c61831650ad0142abfd485e3e',1,1767312000,1761177600,'given',1761181200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(41,41,1,41,X'7e323d7518f68e3217490c5ea775adb12767e18e38291ff47d56192ad328074f',X'f79f94e577a26a8984a1f42c586f8d9dd0aab7354e6bd208d24d7536627fa22c',1,1767312000,1761264000,'given',1761267600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(42,42,1,42,X'16ed2b758c7cb8a271d510d72ca466b895f6961af58806daf29e62e4bdeb9c47',X'a8275a1fb97b2270d7c4ee82278536acb65f4e518f1807286d27f01aa2b8901c',1,1767312000,1761350400,'given',1761354000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(43,43,1,43,X'390a9761167ecfbaf531a3bb07773c96b43b587489e86174e8fa6fad68c11131',X'c53c968df503fbc54ca647193f627edc3b5611dab9c068fa87437b8f115cdc18',1,1767312000,1761436800,'given',1761440400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(44,44,1,44,X'd41412dbe3e8b22fb3596fab714d2a0a813d2c9f24660490271a5e66a9a3d7d3',X'cc7693acb1bebe04ae7e69290931b56971101a237cd04114eac35159b5f3f27c',1,1767312000,1761523200,'given',1761526800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(45,45,1,45,X'58aa2ecc4e880a8572caba451dcf0c1f16086b62319c25703ac478775a5b65a3',X'51dde158a852e70cddd88f0f50f9dddb8932c1db49f891d416a27e926bf703c5',1,1767312000,1761609600,'given',1761613200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(46,46,1,46,X'b449972711fe99b69e5fe68bc309f07923b4f4c12980e32d5be8a7a843ab4b3d',X'34c5ef18638bdec082ad895b006e099c2041c066656381d7e11eb50c55508a1c',1,1767312000,1761696000,'given',1761699600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(47,47,1,47,X'ee7554c45ad6a96928fd59f32ac1b3bebc79fea8f61f08ddbded0751a6b58bda',X'a5d38da38263b61e3487bf53884ecdd4ab6925317d05dc8bf42bb4f5ebd70b4e',1,1767312000,1761782400,'given',1761786000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(48,48,1,48,X'9eef294660c9521461e54cd6e57548343d496eb16ddee66089eac971054b473d',X'c9cda05a000615ab548c64c31d12c40330d929e06f703ff7087ff82bf945dc0a',1,1767312000,1761868800,'given',1761872400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(49,49,1,49,X'6e57ab5c53c436753cfc464d95e0bca87a4e742be91cdd1ab1fce8a624270df8',X'1d6c1b0bad0619d34bb4e2ca07906492caf9823eb9f220e3ed0cd6404057d26c',1,1767312000,1761955200,'given',1761958800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(50,50,1,50,X'd3f2323990151e70f68820668761113703b93b607726dcd13280174d29f5cd31',X'4e40d5218bed3b7179a3ef7e3d28a201916335003c7f5abe5ecbd0b169c2b83c',1,1767312000,1762041600,'given',1762045200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(51,51,1,51,X'756e209aeabbddf044cda865c0faa30ebf42dbf55d6d8bce69ccae207591ae52',X'0eefb64a71e4c7a1100f315c3c79d1cfbace8dbb173b40aed984e0edaaf4030a',1,1767312000,1762128000,'given',1762131600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(52,52,1,52,X'c83a038ace1d960bc680d1b81b21fc819f733a0355960b289e5e60f8f415ed51',X'87cb97d5f1f5420a082cde47e56d0385d3034c4811881c905627f5b6c79e7b2b',1,1767312000,1762214400,'given',1762218000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(53,53,1,53,X'fb10f94466a8df5abb0815504c815b8e3a69db4ffaada4e6a5004ee9dafeb9a7',X'37cf412cb5474101d9bd09ad08b85b609fe054d1388902bee03fc5e59be6af6b',1,1767312000,1762300800,'given',1762304400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(54,54,1,54,X'f16380f1ed4fc21150649b97259854ee5685eb18200f61639d09de8c4e74d721',X'386312cdf45c81d2650849dada177ab6676d13d951e5fddb223de57dde3f9d5f',1,1767312000,1762387200,'given',1762390800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(55,55,1,55,X'218646a6a7331b1d031a1979aaa341d3f7ce1bda58fab590f0de184fa2d392f3',X'83f385befdb6299889ad2bcccb9892c61be845ecddc3c2165c4d3e5e2ee9aaaa',1,1767312000,1762473600,'given',1762477200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(56,56,1,56,X'e28269cd1dd0fcaa1e970f3d013e67d6b9d2bb6de8b190351bc5763deeb5ab93',X'65a50918e61f4c8cf17d6b822a1a628f6cb8aa0ea997f1bba2ba628542b63695',1,1767312000,1762560000,'given',1762563600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(57,57,1,57,X'7b301eb5b47de94909c82a47747305e14d3c17a5794b226d731a0c1ae04ce0ba',X'45eb5498747b087c27e9924d806b25baa5dc1f0010fbfb856d860665319752f9',1,1767312000,1762646400,'given',1762650000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(58,58,1,58,X'fcf272913b773faf6dc2f679c93233b3b3644e2abb7efdebfa3f38236a0f3565',X'f17d90f2b5ea4babd5f38c5aad29e46f1c68c42ef52a4fc30c51de1b793b0723',1,1767312000,1762732800,'given',1762736400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(59,59,1,59,X'836b1f9fdf4c021e561db702e16776e102e10726191c9749178c32b23a5f3cb7',X'2a75b620b228f97876be90e91d810a330daa47cc134e710048e788cc3fc50ae3',1,1767312000,1762819200,'given',1762822800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(60,60,1,60,X'd792e29a63d0c6eb15541cee6044d113f871370877e02732a27db562a0167f4e',X'ee50c45dd872505740911536118673c90d69180d7f8bb63ad5c24229194b2718',1,1767312000,1762905600,'given',1762909200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(61,61,1,61,X'f478488ce617d1a88e7740c32c1dcea1f4ecf1563df994a87282bb6582f54fab',X'048f8ed9be402ec6c38f2aa0cfc4203c95d667efff44147f2736a2543655ca66',1,1767312000,1762992000,'given',1762995600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(62,62,1,62,X'cc189f803abf69ee87c4a1f66411274a0fd5c22847c70259a3b059dbf521a1fa',X'7cc06004e965225e0f4c73e8c81845a1c7dd914b9b646b7e7efd8dc90a6e6422',1,1767312000,1763078400,'given',1763082000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(63,63,1,63,X'bd8b92694166e383667d4534022b33515808cc2be932b55e8106c0d43744cf62',X'e42bb32ccb4545c71471cb18afe8e8fdf8427b24fd289bd76fea9d58560a8503',1,1767312000,1763164800,'given',1763168400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(64,64,1,64,X'dabc3ef7173759eb41994cad87822be88e206c19fdc8386dc4adb0be17b45337',X'dab56fddc79d5dfdecab8daa29e5f034000278e37f7532588bb2458f60749924',1,1767312000,1763251200,'given',1763254800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(65,65,1,65,X'fff464368f24f7545a6a6264b8ed9131bca886d21119b6ef031bc26725deba04',X'6972297945ad95b69a32fd38b9ac24afdfbe03f06d8d70672c438187d0e4a27c',1,1767312000,1763337600,'given',1763341200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(66,66,1,66,X'bbd11cefb3e25dbea4f7b429150f7bb45253d1dd9f70d343440778a86783ab0d',X'a1316423e1cd732b6b24fead94df39c3d13117c057be15bc95bec72dfb8f49f2',1,1767312000,1763424000,'given',1763427600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(67,67,1,67,X'4a7a09ec3c8ae23ed2fc08ef559108c1802d0e2cdf000c5a1fe21c19a92d0cfe',X'26163008112d1cc161e197c3780f3b43c431227c861b3a7f2d4c9a335abe627e',1,1767312000,1763510400,'given',1763514000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(68,68,1,68,X'b7336da20106f4c55036764a9899fad2af172841587f05537f0e90e2eb36e212',X'1c5840dd168489ea2467a04aa989cea75504e611ffe75e81620a94a25dd31cc1',1,1767312000,1763596800,'given',1763600400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(69,69,1,69,X'a093350cb8184535e5c70177eaad565afcf84ba4ee03d0fc0dedbcdca5949154',X'88a57b93880205b8250e4afcfbd7a1589199877be9dcac29847635d2275a6db9',1,1767312000,1763683200,'given',1763686800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(70,70,1,70,X'fe4c842736318e74fa8ba7f0e5d6703c3eb740001e637ab080792b4a6f0f600e',X'd6ea963c3731360f6d573997a25ce0d4e596d77fc31cdac6fe60567771e52c6a',1,1767312000,1763769600,'given',1763773200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(71,71,1,71,X'bef177ebb7a548d19db8827aab6fef147c916f6f3e33a58ccf6532ff59651cb6',X'a3d25d8d6f4bf5a4a54f61ed96b445a0b20ece7caac5389d03fd459f6d0c9c9d',1,1767312000,1763856000,'given',1763859600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(72,72,1,72,X'629dfbef407b77c0d83c0b3310c65386b1f6f6afc0664adea670131a1e70cb3b',X'd317d89bffa9a2053cde68972cbd029d790de3d31967a3b583aa7ffda94a3153',1,1767312000,1763942400,'given',1763946000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(73,73,1,73,X'5501104caa85100008da8cbabc1c0d1cc28b07f0ec6457b33f055634a99ccd69',X'ddd37ad12a091755ab2664ed0905e3cfeb687425ff2cf26c0153ad26c7ce2eca',1,1767312000,1764028800,'given',1764032400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(74,74,1,74,X'0371ac5fb883f2a9ad0463f97d584265d75c7ceb8e3883cb4abd12626643b2ab',X'fc740561cba2d53fbcd25b9ea151fdcc87574039fe294aed403bd37446d63a29',1,1767312000,1764115200,'given',1764118800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(75,75,1,75,X'd34b1b3c37effd6d788e4c2c8b4070534d7985ce28ca7010e47b625364fdc7ad',X'd94c91a45854d80f9f1aac5de55795c6615814f6cd1611dc50aff5dc79c63f0b',1,1767312000,1764201600,'given',1764205200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(76,76,1,76,X'c9e12f1d0985654fa42bd809e7a4427824aadc2d55af6a74b778c756d2ab875b',X'a062880725f3ac7f92f207522db1d8a3e2267d08cb130c886c515ac26afcf592',1,1767312000,1764288000,'given',1764291600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(77,77,1,77,X'39efac136e9dc496a633011d57f7718a98448ed3aaf3f24a47f0e828509c8770',X'9cd2e71ec540fcab12bc396d2d360ddcb06b50e69d0fdbabb80703188e59756e',1,1767312000,1764374400,'given',1764378000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(78,78,1,78,X'1d88bc051edecb08d5e066c3c6475aaa6196135910a3e45e8a55d49fd5acb8ee',X'868947e5c0a98cbd6339f3a885b484b538e5a7f3a8d116cb105e35d9df342b26',1,1767312000,1764460800,'given',1764464400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(79,79,1,79,X'5eb3d819100da6073763d65b68c9020f795784029d3b95e3eee25b01892acac4',X'9d87ca7994f229f46bb4d5896a74f8c6f9c79228e0f3d48ac3d453042dfe02b6',1,1767312000,1764547200,'given',1764550800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(80,80,1,80,X'55f91ea0939fbaf478cf8c7afd5ac2b59fc0720ee86553ca42c70576ac21d9a8',X'876a26a7d8960f500d7bf644a6c687a77d1b396d65e0497085f3918bd5364eb6',1,1767312000,1764633600,'given',1764637200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(81,81,1,81,X'2c1cc48af2aea9b8f23b2ff2755ab75051874a25c163ccf3113503f555dd4121',X'2ac721d20b6102828d477fc8466cb3b2e6e8a79197cce124e3948cf9efb01197',1,1767312000,1764720000,'given',1764723600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(82,82,1,82,X'f4d76b8ee2be32025767730824c3472d0e2bf62fdbdd67d1ceb5d2f27eb5f1a8',X'f0a26130113af7771dbcbcf8b0d02a6fc3dfdb71eeea14d507e50d08f045cb62',1,1767312000,1764806400,'given',1764810000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(83,83,1,83,X'137269f9c0490480778ffce70e144758c145d9291c7cf905c4ce4f2222313dd7',X'2170ab99de3db7daf3eddd5b7d503b96524dac0f36a607cb10a3a0800ae9c015',1,1767312000,1764892800,'given',1764896400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(84,84,1,84,X'5969f32dcc51f10112e6aca3fbb183a30f433cabc80fcb4bbc0b9af5db6c1be9',X'250f2fe9a1ce6323c9e38514ce378312b9a4986a96135176819a16e6e41dc631',1,1767312000,1764979200,'given',1764982800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(85,85,1,85,X'661e035b0870313a63ca113713bd437ce2f75f4ed647304d8e0721949ee3b371',X'19b492dcdabe652fd56d0a5dbcdbad0911f84425532764f5fc508b0043e3b212',1,1767312000,1765065600,'given',1765069200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(86,86,1,86,X'4c914f713bd22e6bf91d55df9739175841f3ad41c9d2c2be7bb523c4147933b9',X'6d45789f10d290dc9b39a408ad6ebe41a5d657687048afe38adf8afa678782eb',1,1767312000,1765152000,'given',1765155600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(87,87,1,87,X'0fd4a7bdc98a6c0422c95c007220f33d723ff7cc74a281b6d8bab61dbe5b3c48',X'ffe13e682b002990b5e4535df931c8e1007f1319c9fd41ae474e3984aa04d27b',1,1767312000,1765238400,'given',1765242000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(88,88,1,88,X'8fbcae3b93a62b2c09b7ff6aa9763b22211b7ba66b0f875a5cc76bab1e879a9c',X'5c6d27c3272591ada002882a2c84d64377ede1dd17f470eca988060812cf2941',1,1767312000,1765324800,'given',1765328400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(89,89,1,89,X'8c2d25e31f15ed74a3634d366246559915a8312895fe37d195895bfc084ee60e',X'ebf57f18e9b1409dd3c7d04ab6af168117bbeead9614c0d19b1f660b8af78e36',1,1767312000,1765411200,'given',1765414800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(90,90,1,90,X'5c921fae45133d53fc83fa5f94c40d4d45a5f247b99b67b2fb1f8066b6436619',X'12be11085992b8a48531c44d3add0a362b3330aaae812a8a0ac4f30639e5f2b7',1,1767312000,1765497600,'given',1765501200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(91,91,1,91,X'2b70a07a3414632409d6f4c4d50246b44c73e78add37bd33413694107ed5c3a8',X'74e645bc216b10114f262d4ee92dca14d3ce74a094ef29c415da88197e1ed148',1,1767312000,1765584000,'given',1765587600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(92,92,1,92,X'6adc1c63d8dd393ac7836e798037d1b18a27df27fab6ea7ff8a14365df028d36',X'ea5c1138b1f2eac3612abc31c3592316711566eda31e5061bd4831dcf9867f09',1,1767312000,1765670400,'given',1765674000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(93,93,1,93,X'775ad46569889f0a2a017d556f999c5a99703c6044068cfe7ddf7ae78446176d',X'e1b889ca6a223f151726cbefed1e2600b6734bb49e141fe1fb0318e0ff209219',1,1767312000,1765756800,'given',1765760400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(94,94,1,94,X'd1ed29dacfec6bf5d1b40afea15002d3f7c2b22e6d9d0fb900f8588c0766e480',X'732f2fe0c4c4ab48988b483ba6f3e1b5f4399d00b7f10f13df618fbe32935118',1,1767312000,1765843200,'given',1765846800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(95,95,1,95,X'bbefa2418f2be869476f884afb45e07c21fc15eea039779843fcea1509a1f63b',X'4043507fdfe3714d08c4c093965ff49cce772f135c34401b5ee8b2c66dfa3913',1,1767312000,1765929600,'given',1765933200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(96,96,1,96,X'9020e6a663d0d0a8a4dfd0fd6926415310c60c347e05b74d1566844e3551443f',X'4323a31dd8c5a060ce55b4cf8f252fbcb6145593db51f1c31c73d7298294325f',1,1767312000,1766016000,'given',1766019600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(97,97,1,97,X'5e358915023684c10c929e18627dd5fd833167a351a1ff33f13fee986d43bcbc',X'9e7d91d470c2bc7cc26ba7a5fdfc2f48715f663b994a502e7e98f7fc1226dead',1,1767312000,1766102400,'given',1766106000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(98,98,1,98,X'413034cbaccbce5e3fed7c67e5f7aa57f1403b5810eec5e8bb9be45846385088',X'ad48f614ab22b3c45afb51a595e804c4199bedb169525cbfaac80e86e4e0077a',1,1767312000,1766188800,'given',1766192400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(99,99,1,99,X'dae7ff97abd631abbb39ef52bcc75d4c303156c4f42804fbd1d426e4578ee62a',X'a7a16c9953194cabd899d578249d1befac798b0a83b68c7f9cb1e92fd0be56b6',1,1767312000,1766275200,'given',1766278800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(100,100,1,100,X'80e15942b56fad6958d782516f8ea88ee2ae3e5e6a0369df1c44767283883e0b',X'48f32ab0225bd1c2c9a210e7354a97debe3b9afc5c91ee23d98856fae934363e',1,1767312000,1766361600,'given',1766365200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(101,101,1,101,X'd6667e18c771c1205f91c2d64eca92525062faf8f68b9904fa9d05b76cefb0d5',X'30c18fa5a3a26526db94cebad9b5f25255c25ada77ff42a0bbf293dc64e694a1',1,1767312000,1766448000,'given',1766451600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(102,102,1,102,X'190556328d1c73f00da41b7c41a7550c022b16a65ecd0066468ee0bd642ef905',X'5a5cd953b11805575283c123e6ee923e03584c794901141df8e2df884e59f285',1,1767312000,1766534400,'given',1766538000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(103,103,1,103,X'0699f2d84ef6fe166780d2b82618ef8e4e25b99c1d096e088cb04708cdc6c99f',X'88b6917202da47d257bd8b8e7dd569a486da4dec029742d49b32bfb32af33387',1,1767312000,1766620800,'given',1766624400,'assumed',0,NULL,'');
INSERT INTO versions VALUES(104,104,1,104,X'94294e0e269d283c5a11444032768247bf17f43fae34763cd806a24576976440',X'3bcdbc98145fb38a4bf1f185f07fe768b8b60a3eef3ade026611991613785c64',1,1767312000,1766707200,'given',1766710800,'assumed',0,NULL,'');
INSERT INTO versions VALUES(105,105,1,105,X'd54088d43aa57e765f44d2fcd4ad6f166e26ffbbcc8e2e93b6ec1ddddafc2adc',X'ca1a39f926eb50de1b4ff78271f79411d8d5f13b86b099df9be21da8b70afcac',1,1767312000,1766793600,'given',1766797200,'assumed',0,NULL,'');
INSERT INTO versions VALUES(106,106,1,106,X'0c20b641e6e702ac50a01f4c84a55f7fa98a3c935527ac9b69fc51bdd2ce9ebd',X'6066628baee2ff1f9bcaa81e1e71b9ded64fe7dbe9116bcf44654c693cc29e6e',1,1767312000,1766880000,'given',1766883600,'assumed',0,NULL,'');
INSERT INTO versions VALUES(107,107,1,107,X'801416ec7ecd20aa98fb77ce10a99d938c26e571fc1972367161147632589bc2',X'77c5f2ceca3ac079cefa5822650d666027720ddd1f232f28675e83e52d5f9a42',1,1767312000,1766966400,'given',1766970000,'assumed',0,NULL,'');
INSERT INTO versions VALUES(108,108,1,108,X'163979276aaf9f3b3bb8cc5921feaafad0c85bc8a095044afa6f551611c9da4d',X'1f30a875a1dc51807fdf72b06626de7e396aae7f01a6110b5f52a840e497a780',1,1767312000,1767052800,'given',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(109,109,1,109,X'a6c4f5adaa6728ab4280563b95b57b4f9bc8e923ac974bcce9edd97f5a8b62e7',X'00efc74a17db0de05fdc96b99cd1c17a079070618378b68a119af44ddbf42557',1,1767312000,1767139200,'given',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(110,110,1,110,X'acb7840e899d1bd086d3d2886a07f1a37626a12a9cb5b3882f769c04107ff6d0',X'a0fbf659e0f94987dfd47c581d11e398078278430fddd6147341cba2d18a082e',1,1767312000,1767225600,'given',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(111,111,2,1,X'468581ae41e58a325b2ecb483916773f2dea7ccc861ebcf96733142ae4b2ad61',X'd80bae085fffbd2e550a062e748f4a208950b0d266c13fa9c75cbafa8817ee65',1,1767312000,1752580800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(112,112,2,2,X'7a5eb892241dcedbb1e60683199905d1aa43eb4a31fc674a3deb3661c3963d15',X'717bf167fea3c716c3262f926c98ebc9c15dfda33ed878e6107aeb54c11f91d0',1,1767312000,1752624000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(113,113,2,3,X'3d2b3909ecbde64a2aec34120686b53d6a61ad551ccd947e03b4570e1c374013',X'f57bcd24dca9c86adf0004b2cc08ca47e51fe1e32e6ffac56a7bfb72668d6d9b',1,1767312000,1752667200,'given',1753531200,'given',0,NULL,'');
INSERT INTO versions VALUES(114,114,2,4,X'959a4dfa003ab9033c575ebdbb12b94ff0756c7243ba8696dbe2b3ad43501a9a',X'807d8b3cf608d05c1030bf58e8b6797b4323d9ce35f32193fc4132f01dca55ca',1,1767312000,1752710400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(115,115,2,5,X'3154fcb78167a97526a95c49b95953080a00e298621c7f482e9daefc02d0bd30',X'a4073e3063f0fc0554f2364823deec31602005ce17fcf9d899ce482615f0d029',1,1767312000,1752753600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(116,116,2,6,X'e5598f5b796fa5eb8fc78f76bc0d8d826eb67e73ed6bf4be7c32a5cd24f48c8c',X'fb722d59b1f223d2a6009417c08fabef16302d65a1e02cd06535d4a1b6c638d2',1,1767312000,1752796800,'given',1753660800,'given',0,NULL,'');
INSERT INTO versions VALUES(117,117,2,7,X'b24ef73573d1db5f9e239bec1d9a5391a1d55c67d6964cd94c985b48c9c94157',X'e3d22a25da48aec90c76c370b087815bce6fa82306455d8a3498aac420060beb',1,1767312000,1752840000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(118,118,2,8,X'bf7e723b25dfa16a906b60965c5dbdc418bc4d77f6c249a551e0c3086099fb36',X'0268d3f5e823c89cfa214ca155f6c1d1cd37fbc29571e95c5655b2bd7a2d1a63',1,1767312000,1752883200,'given',1753747200,'given',0,NULL,'');
INSERT INTO versions VALUES(119,119,2,9,X'3bd8c31d4343cff33eaab6f70a557f269b8558e1396a0ff46f84dcb5bb32b7f1',X'e4bff86c8eca48ee68af4472dbe7a88eebbe87825d18f35d7189b18564d77757',1,1767312000,1752926400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(120,120,2,10,X'51c9a2b6f60e30147ffb2eb9e2fe9bac24a636ea5aaaa0673ce65ee62c7f9ae7',X'2979cb8fb73486bf0ba63bf875f3042f772b8ba511d9cb58c98588aafbc530a2',1,1767312000,1752969600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(121,121,2,11,X'33d36caf2451fa2e6be6187101810c1056dd3d696a337c231b2a1e5ffbd6dd43',X'c455998192fd90c81524201b447e9b2d15cea399b4463638fc995762e196df17',1,1767312000,1753012800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(122,122,2,12,X'821b33f46c9910900030ab2680aad2aaf08f963319a436ed5276a2ba6fc1c554',X'cf1cb6b055f4cc60046678be3857184dbb795984bae796406588d12195e5e5a5',1,1767312000,1753056000,'given',1753920000,'given',0,NULL,'');
INSERT INTO versions VALUES(123,123,2,13,X'ac468626da5a5718e5ffa76a0f12eee500f0dbc1947eda5595e9a3ac6effdfb1',X'b220208c5b4a39f7cbf5fbc89a87c46924351572e45a82d8df3429ea6dc76335',1,1767312000,1753099200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(124,124,2,14,X'e73d8c41d73d33edb45b793c8c8b069feb29debf8e33eafce7196e35b616b2eb',X'e525b7b16953ee8e4d0a13a74f195dd6bad0f7dad14aeadd78feef07f448d998',1,1767312000,1753142400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(125,125,2,15,X'e2d1700518e8897e41af22d704100b1ed1227bf807efcf8cb47fc370c0dbd51a',X'c95a3f1d74370fc15365fac2e4137e2e618773bd90cbd9acae16e15ec899157b',1,1767312000,1753185600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(126,126,2,16,X'7fb43d4a9279f4047443ae01806c6e5f391a3be9e86f7863b031933dc3f2ea91',X'f827a2de446571abd5331936869a4d7df04b782ffdafa67fcd8449136715e75b',1,1767312000,1753228800,'given',1754092800,'given',0,NULL,'');
INSERT INTO versions VALUES(127,127,2,17,X'0f2aa26f1854328c2225d44034b17934fc0c3275a25e3257f0fce39b30e031c0',X'daa30dad2da26b68552f528fba84994a57217c75558545aa71ff794b67fc152a',1,1767312000,1753272000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(128,128,2,18,X'468e66a972c8edd4a18a897f38cef147b9023fc8bbcd53ace01706c8a1788e4c',X'034387dc9f88ec60089de4161139e6904309820d1eed5fffd53136ac8f4287dd',1,1767312000,1753315200,'given',1754179200,'given',0,NULL,'');
INSERT INTO versions VALUES(129,129,2,19,X'ff6ab8872cad2e0599b875bc6079c6cede4f8fa7220dfdc1c873db376555b411',X'9852912be70076952b093d210f763f0bf77ab2c5d4725f306732afb2f3a20f90',1,1767312000,1753358400,'given',1754222400,'given',0,NULL,'');
INSERT INTO versions VALUES(130,130,2,20,X'15bb005b018d05f9f7c2e7926616ef0d0ed2bf8ea60b2a6d47e53c79b8e36a2b',X'04e6d514b9565b4101ffb0eee6cc6fbcb6555a61bf982aed705a2b9485c9a8ad',1,1767312000,1753401600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(131,131,2,21,X'a8a5f2afedef38faed59dff2e8150bc2ee1d666b4e6e2244856f94286316d768',X'7c7f5842dd864157571f7c83ec59e451361b1c8830d408c36980233d0af3a921',1,1767312000,1753444800,'given',1754308800,'given',0,NULL,'');
INSERT INTO versions VALUES(132,132,2,22,X'4b47611a80d436cc5c73a72a375ff6179863f285f6f93acd077ed20bd260b5ea',X'2f730af3a1bb5323566936298d26d9b3e601b527cac585e4d556b7a692746bdb',1,1767312000,1753488000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(133,133,2,23,X'9ead986278cd3ecacf09ddb2ca310bfb9c8b9c58d2c9ead5b84a6047202d69e3',X'70ba82d4954db266725ec200056466e660b0b14c17eb8dac63068c72a4e0cb87',1,1767312000,1753531200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(134,134,2,24,X'ed96bc1815b8c9ec633d9e9e1f49bcb62c0da435213e14d7afd420cfe2080853',X'3f5b05a52365ac35782e3fbc5164fd35208e4646f4eca29424c0f70423ceb9a0',1,1767312000,1753574400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(135,135,2,25,X'8e9398bf1adfbe818d914902c882810349045779ec22f24ef3f935c2cc684b68',X'6341f32a4b721c0f458dc8aff5564f279b52b28138757dc9781e672c63c99504',1,1767312000,1753617600,'given',1754481600,'given',0,NULL,'');
INSERT INTO versions VALUES(136,136,2,26,X'27f079467a9c968a02d9476a6c7373b39de3401d1114daf9c453affec680f6a7',X'f415d41f01366147505ce51bc76917f064547372439cf459edaf2b2db0f7c970',1,1767312000,1753660800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(137,137,2,27,X'c044750c45e5870012bc297ab7c5ac25656e5a56d621c621f46bb86a3fc9de36',X'59c9640c746605c56091eed109dc1eba9c608d4259d745115572ad90ea4d09e9',1,1767312000,1753704000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(138,138,2,28,X'4088bdb4fc13b20f938128b659b74d13e6efcb79923491f491946672bf6fe441',X'41df065aacb3db06a246330b3200149d2ddcbef3968655e9c6bb953e3ede7878',1,1767312000,1753747200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(139,139,2,29,X'4fbe7478f11c8242b9810ae667e96bcbf2a5d4f20b655eb346d0da2c17832e54',X'db6a45d0ab8d2a1ebfa00ebf56930482d7910d9462a6893064911acb9b94c9f3',1,1767312000,1753790400,'given',1754654400,'given',0,NULL,'');
INSERT INTO versions VALUES(140,140,2,30,X'612e85968e48d06e37c410728769f1320f5fca2fc90f415cb620302c8c7a3172',X'1fffbbe1cf254184a4f352fd4e32c06c6b271e21dbf49385b6dae6b248fea1aa',1,1767312000,1753833600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(141,141,2,31,X'9d9f0528701c02f40446e6e7d8760e2026f93b08024c98b1ffc0e7111eb504da',X'413c8ce06e024ff3c8a4357ad876432439b90b1d8e9033168a28882cf5ca10d5',1,1767312000,1753876800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(142,142,2,32,X'6daaeab236a09a8aed279f6d0bbe684d4c631b7fb714c6e5d1cc602741d41a19',X'b7bf62e4a010ca795c48a9a42bb4c00eab606a1d7fc58ebb4db04371cdbe7c20',1,1767312000,1753920000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(143,143,2,33,X'c971864af8ad5dcf44987543c79681b21bd4abbfadf484f9c9188f22107231fe',X'b1566ed82fa62649597dedc5b61106e2f16e9a875f5e7289f71af0f4ebf9f4d6',1,1767312000,1753963200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(144,144,2,34,X'4559ac8c4c95245a158edca6b5b6efb79c9234335d8efb9b2e07f7f94a2c22e8',X'8717622b923e957af0c7d7d2067ea573455e6175fecb0fb24e4086a6db669f15',1,1767312000,1754006400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(145,145,2,35,X'5df2cab6bed45682900798e49b4cecd3eae075156d4bbb9958e332cac406a298',X'7f9af97fdec31ce09d7cc1ef04c98ba62c96dfef5ab359219f927b216793b456',1,1767312000,1754049600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(146,146,2,36,X'2ae92b04785d81f8dc583ceada6dfcfc612100b3a54fe4e8103e70de2987c973',X'b423148f1e4d8ca9f091e860de6de3bbe95eb1f1e686a2a53a9e83620fa64050',1,1767312000,1754092800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(147,147,2,37,X'96e44a5010080e65dfc045f286a380af951e8b1928dbbfcabe8ec1230ad6c6d5',X'49356223497b8d81f40e22c21a31aa9a2c9b9988fa900a226e4154551484c508',1,1767312000,1754136000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(148,148,2,38,X'748b8bc965b3d08f26863141f638733dfd27189a9f6f9b875e2522dbac9dbb14',X'237292fe7dd54e481354230358450825daf4f44238f953e74a420a9ae5a810cc',1,1767312000,1754179200,'given',1755043200,'given',0,NULL,'');
INSERT INTO versions VALUES(149,149,2,39,X'bf07170466c792a25d833230da5c4a3773725c79f215b1a108b75b7dd578c386',X'871bcc196aea77a553b68471042c7dc1e3a7b8d31f86df1b70a810c50e91e6e1',1,1767312000,1754222400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(150,150,2,40,X'2b2d52d4b2a9435477ce1c36de81d90ac796656df69cd27fdbaf43890877b34b',X'c8c0c294026c6bf484b01f7c4f79252fa41886d83ae2939a5ef5bd95759f9aa4',1,1767312000,1754265600,'given',1755129600,'given',0,NULL,'');
INSERT INTO versions VALUES(151,151,2,41,X'4943b6e5ba63c01b32c5b1961731bbbd5a0e61f8ed4120bd130e13270589ccb5',X'95b3877f5508a7563aef148823e1d887b158275df16c213cbe2526c0ff004921',1,1767312000,1754308800,'given',1755172800,'given',0,NULL,'');
INSERT INTO versions VALUES(152,152,2,42,X'17565b7d51fd6791b1279e9bb430c3bfdcff2eb012f820cd3d5e1a5321bab43e',X'a530934af537a3c63468ad91a7e7b527429b58ec8b154764baeed9ad4f3227b2',1,1767312000,1754352000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(153,153,2,43,X'7dbbf782ee09955376b668008027c164e00a18cd7eadcefab93f2c2a9423dace',X'8740ea0d5973b5dd3e6ca4f35bd4ad35bcb18b52481abe3cf09f28b50a68e5c6',1,1767312000,1754395200,'given',1755259200,'given',0,NULL,'');
INSERT INTO versions VALUES(154,154,2,44,X'791bfa2fb945b5426cec5d4f238534959e92711ba8fcae63c70f6829508c3ea5',X'ce0c0a56c809e68810f6298da534d7400f3a66e84c590d4231e3bab01c59a7f9',1,1767312000,1754438400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(155,155,2,45,X'b8ded0423e6687791136f1cad84598dd8720690b82ab444163d25b11358ead53',X'82f100a74a44c8e169450c4f995e54c148be6424f7c790173cf26c19d324d8da',1,1767312000,1754481600,'given',1755345600,'given',0,NULL,'');
INSERT INTO versions VALUES(156,156,2,46,X'cfa4dd05c06e68972270e747b489a413d9a1ab31f7befda488df148a01f7b41e',X'7d94d38c942c8dffafcd21f92b52265b2a5107e0c005fb636b1a0a0705836742',1,1767312000,1754524800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(157,157,2,47,X'e386de3e89f3c6a2eb427f3779f0bdffb43ce1918b0276f0c254554c54b196dd',X'809c14f84c24e9c49dfb7ef166a1285b1db898ee76a7b37017f482b4bc8fc79f',1,1767312000,1754568000,'given',1755432000,'given',0,NULL,'');
INSERT INTO versions VALUES(158,158,2,48,X'8c8a08a39c2a95207f0595067d2059642dc0a82b420eef23e30d5574f9aa82e3',X'44788da917929ad87cfdd30fce5aecf7cf6faf2cf6744b96e634982c67348bc4',1,1767312000,1754611200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(159,159,2,49,X'ace3ee179fb9eee585142c1e87e8eabf299b9db704bbbb9ca6a68702edee0914',X'7b5d7bab516b0c5c59567502fb17c577cadec82155e33b5a7813437b6c3d8cae',1,1767312000,1754654400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(160,160,2,50,X'7136d9894e25612a8e766af34b8da203bd0f9b11e364b7e2cf623c6ea4364701',X'03e781cc59b0c0f7df05ff2b5de180488ed8ffdbc7bc0b5db92ed7b3c06c83e7',1,1767312000,1754697600,'given',1755561600,'given',0,NULL,'');
INSERT INTO versions VALUES(161,161,2,51,X'1298c7912738e664008cbb09de736b292d421555ddca4ef06a057e1c8f4826b4',X'cfd8956c4d1d89e9948e815da7a8dff23aafeca52d610f213a6507cae8e29fda',1,1767312000,1754740800,'given',1755604800,'given',0,NULL,'');
INSERT INTO versions VALUES(162,162,2,52,X'6e33ad29454c5865dc57190876cdad5d5ba998943aabb9ec4f9b77e6e949e256',X'a02ee29371d86e41d96dac4f77b884a1eb304db5941fb826c85db73e75752033',1,1767312000,1754784000,'given',1755648000,'given',0,NULL,'');
INSERT INTO versions VALUES(163,163,2,53,X'ee4e45c65df4d5e1c866c29d9d4cacf543d960ae7ea79a8febd856342cf7ced5',X'bfc1b810703d9e90402868e88713b3fb8f407bd84197e71465055498b6b6d918',1,1767312000,1754827200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(164,164,2,54,X'e08b0e371205d3b89addb7c1e0d1a529b2da60319b09977649478947795980b4',X'd73e73570baf56e22f42704804e190d0aa5b2df13481862d71bbc40f0162b8de',1,1767312000,1754870400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(165,165,2,55,X'5e197a16d45462f71e9f121cab5af0f7cb25bf86b7d2f83236d7f490f201b83c',X'230d818976393b2985d63440db73eee108c52566a3259caaaaa096d11233b90e',1,1767312000,1754913600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(166,166,2,56,X'cd1be57468c223461dba351da3b9779b586eebb92902472ed3fd3fa9070e9917',X'fe0205c27a59e536ce7c1b5aefcc374c13bc863a23018b64fff1cc26314f21ee',1,1767312000,1754956800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(167,167,2,57,X'e69f64d0a17ae397f510150019b6a32c29c1c6d9e3498caab03ee65c753d0388',X'51e826f25f9d3c24d5476eb879c6b763bf2f1f6b0e6b53d570e505b9fcba8db3',1,1767312000,1755000000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(168,168,2,58,X'9b631c36d45eba131b4c3a398e87179f69479980aab3c4d78650107dd79fb938',X'd7625a922c904a249115f0784bf0bfe47749f9fceb6981958c7024940cef1756',1,1767312000,1755043200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(169,169,2,59,X'd02f1236c46345574ed6609f017ccb1e582187dbab0f846cb170561f8003c60a',X'd1540cc2118b20cd6b293b8181cbc42ee62c18fd36b6e68e56f9c378d2728592',1,1767312000,1755086400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(170,170,2,60,X'a478f6532f6cf6bfb2c31cad2d000a5c6a36bd12bafbefd1a93d805691b384cf',X'7d3dbdda013405afffde2383b1fea02e17a2c0ddc46514dc0cc776a7fd3262a7',1,1767312000,1755129600,'given',1755993600,'given',0,NULL,'');
INSERT INTO versions VALUES(171,171,2,61,X'cab37be1afd8c49d1b381984a2bcd6d5d8c7bab786ff16b8b1fdf1d427e2c9c2',X'4a8e9b36022a852829381695079d7779d266d75507f74196688867cce08da43e',1,1767312000,1755172800,'given',1756036800,'given',0,NULL,'');
INSERT INTO versions VALUES(172,172,2,62,X'9671e2c709104cfbbcf6924513348b4939000c345a9a2d3a9b1fb51451844959',X'82741ca0980d7fa16ba8fccbb4691564e962a031be17523744e12696f7451bbe',1,1767312000,1755216000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(173,173,2,63,X'7523401c731759e08ef8a05010320ec585128338a5999903dcdabbb13e2a31e1',X'9740a33fadcad5c917372b73963ddfbec682c4e9a3be774e70a0ae8e2a1a20b3',1,1767312000,1755259200,'given',1756123200,'given',0,NULL,'');
INSERT INTO versions VALUES(174,174,2,64,X'9095e824d81c06bcc41f29fbe9952e0f5240d12bc4fc7aea29e4256da88de6d0',X'05b07d8f631e95fc260a610b5fcae39ae483088a7e3ebdcc9e635ea6ef8b51db',1,1767312000,1755302400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(175,175,2,65,X'09aeed1e80acfc2154cd8e3e6ccaac6b79bbd39bf2f273b5d7ebd0eced79b4f5',X'e760cd71fa4921f44fba6efdec759e96e68d4325df5879936f5d95d7f35c257d',1,1767312000,1755345600,'given',1756209600,'given',0,NULL,'');
INSERT INTO versions VALUES(176,176,2,66,X'e700e4ca645f04b69b77b03e26fb2b1039b4a0598069e8b7bd41230e89ff9d56',X'46269e3ff0be646adb53e708b8154d390bcff90861a8af6c50c7a3dededabcfd',1,1767312000,1755388800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(177,177,2,67,X'98c67ec0d47ac14c532b53ca88f7d2e3efa2ca032690ea9de650737fb5950b65',X'3cbbaee952ce1636dc40ab979466837693650d9fb2d0791b993c1290df040f36',1,1767312000,1755432000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(178,178,2,68,X'a74f54306ca0730c70634b230588353f17c5e586113f34550bcd5537424c7f6c',X'bd2bc1f8abfd65ae36b6514131098bfe7904673988210c5eaa4edf775258e2ba',1,1767312000,1755475200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(179,179,2,69,X'6a62291b669eadcbaf24746842268b1d917e7d2407da4f643d2c138d1dfd37c4',X'6d06c540462a320bb75b142c027efcaf3c1fd7fb133933bf8ca1d1c5e3ca2618',1,1767312000,1755518400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(180,180,2,70,X'a99e3db86a01b4f8846d936dd775b9c128f8b04530588bc16310ff009aee5ace',X'ebaff1a10a118ece2fc0b973de5c34d30882f4e7b74638709485020b4132e7cb',1,1767312000,1755561600,'given',1756425600,'given',0,NULL,'');
INSERT INTO versions VALUES(181,181,2,71,X'ed8a9f623aff8b6a2c6a76e984a7a0b32354b0736579959416a82264c790e03a',X'1cb03938b04d342c96386bece7fc1fd1a19158d38be26d9415b7b73a90e7d10c',1,1767312000,1755604800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(182,182,2,72,X'28108f75b7e332bf890ae3267424da760f11a8ed1b244921d77f98d4d214f51b',X'868e1132ba98900339a6071d65a5b416bb1433aa020506f47223af67924615be',1,1767312000,1755648000,'given',1756512000,'given',0,NULL,'');
INSERT INTO versions VALUES(183,183,2,73,X'f1db123dd633a376cf3e4999c55c921f7703858e5f933ca977269d76c07cc960',X'8c8b3246fb0a60be4c631fc06e0b3fec1f87b1d434c0653cbddf0067c54c7986',1,1767312000,1755691200,'given',1756555200,'given',0,NULL,'');
INSERT INTO versions VALUES(184,184,2,74,X'bde6afec6cbb5e600ebb31af0d138f7e60e651f4c3e8ca2e8cdaf08f7da16636',X'ee2f27293e69579fb995b5a4e6bb8f655a000d41bf828a3de8675da77e5b2072',1,1767312000,1755734400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(185,185,2,75,X'39c3db23bbbaebb0c308cbee666d937d826cb65d603c807b60a2176f52ce17e9',X'30bda122818d55ae3b46c99dd946df76b89001488c49418a05fdfb578ea45c48',1,1767312000,1755777600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(186,186,2,76,X'45d8480c574fc4075311dc5308a503e7eb9c4d8d9672505b9357ae67f8a72d63',X'8e56f0a408ab6a6acc36f0e403572ee8006d4d84b1b3d73cb49858fb11785226',1,1767312000,1755820800,'given',1756684800,'given',0,NULL,'');
INSERT INTO versions VALUES(187,187,2,77,X'4bf1cfb897f94fc8c5cad13121f9c3f46c884f3f29435a88bb4628d510be2575',X'f3815d584dac0d96aab275049e88db4808f709ffc80b338e21feda16d5b700c6',1,1767312000,1755864000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(188,188,2,78,X'50102862071c15144424359c65b3811fdb17a33a8dce42ad9e04c99c217c33ff',X'44d2dbb40847d92099ef341d950556f6139f6795eb71ae1d5037c4f65b041f7f',1,1767312000,1755907200,'given',1756771200,'given',0,NULL,'');
INSERT INTO versions VALUES(189,189,2,79,X'ed8922ab0e4733c5547ceae1f2d2f5e22b6b1fffaf691b0a16d2e26f0221be38',X'6d3eaa6fd7a569b0e6ff2d78bf7ea3d59e4c098f51538f0d90e7ff4e28063a29',1,1767312000,1755950400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(190,190,2,80,X'8a8d991fa1f5ddc456b9c722dcc52dc714b5e1e3c6b42d3c535bd0c8eb6ef1f6',X'39bd2bf71d1b5eacf56f271cbea52eb2da5c15222dfb2afa8aa9fefdf6178120',1,1767312000,1755993600,'given',1756857600,'given',0,NULL,'');
INSERT INTO versions VALUES(191,191,2,81,X'027fc3abf215ce3c2d9e3a451d5abb2f505b66ca5a0b00d379857f1de686c7f4',X'b2dd3022538f25891c4cfaf633cf8bd2da06f3c567cddb6e7edd1c26b25ec6c5',1,1767312000,1756036800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(192,192,2,82,X'510539a18eb57333dcd55daac4837c92e728fe099e72a3093682e2aed41850cd',X'11d0b65b07ede77166457ec0180b8454292fd52db6b6e7eb0e7e001a7add532f',1,1767312000,1756080000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(193,193,2,83,X'34a22c154af9f79fad9cf9507a2bb1e5aae6774ff1a0ffd61d8f9b75830f24f3',X'ff88d0e631ae0d372eecdb1d625e9b155be6519c4738b40e81170ab1cd82e268',1,1767312000,1756123200,'given',1756987200,'given',0,NULL,'');
INSERT INTO versions VALUES(194,194,2,84,X'c258ca2904d63b6b0e4473e885e227617d63122189bca583fecfede661805bd3',X'918c708e36958dd383ba11fb6e2f87c649da4b030a8f725f0f881d3888d0ee16',1,1767312000,1756166400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(195,195,2,85,X'6b4d8c3acdec4359712181c24e2f8952adf05880baad7b45cf57887a2e32e870',X'1a4f48d490d7b90638140f821870a445e6ab544fd97294875bf46690ef3418d6',1,1767312000,1756209600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(196,196,2,86,X'459fc06414db2a834d498c12b0bcdd3f32548041a26883926017af6376393358',X'fc8508169ea189bcc398825ec95726a1ed94ec41f65e2ac3818df46d15b7d6c2',1,1767312000,1756252800,'given',1757116800,'given',0,NULL,'');
INSERT INTO versions VALUES(197,197,2,87,X'46ca5ed6da7aaba49080b664c7772a29614f00cbe19b6f34b48a8ae964d8bf07',X'7713e1766fc63cf0d6503856772825e52533d29849b89f828d63cc32a4fb492e',1,1767312000,1756296000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(198,198,2,88,X'1244961868c1a16ff7fb0c2a5714626a8c5bc467fe959824a78a26d48a20fb3f',X'8f18804da5cdb1e4d3bcf622f595ac1dcedea5eaa32056d776e7ff381dffe761',1,1767312000,1756339200,'given',1757203200,'given',0,NULL,'');
INSERT INTO versions VALUES(199,199,2,89,X'45d9874c37857d857a10933a4ef11c03dffe6218e9820f30ecddd7da8152742d',X'bace0c480aba4d8d33989868dc46b440e2674e50a6706c04dbf20f2298a6c63a',1,1767312000,1756382400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(200,200,2,90,X'e7a2c72166641623c1d2be6654fc54a9564c2f3404cc66d828dd8090ec9167fa',X'6152150832c84b16058e9debcda7f104ad43daeced7906922df4b59abfe0bf2c',1,1767312000,1756425600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(201,201,2,91,X'afa336930bcc8dfaaa6cd6e2a6a80c540e192dc2081942fda6764af013052940',X'4bfc182cf8d465e240835908cbd706562d2751d16e31b9f39cb92bb2fbc2f489',1,1767312000,1756468800,'given',1757332800,'given',0,NULL,'');
INSERT INTO versions VALUES(202,202,2,92,X'd20fc965f90ee62a383d7caf1fee6420412ecab6b82ad640d19773ce55858dec',X'532a33a7117c631da117b5812a87bf394d8df54860f46014eae1c7c315d39819',1,1767312000,1756512000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(203,203,2,93,X'256b2798617f99a9b683aa8214d8be3f1def25fb0b47719b96a6aee0e5f7bd9b',X'870aee3c50e5d1a317da956f7a220f6136fc58f97cb58aed6f3cebc465800b06',1,1767312000,1756555200,'given',1757419200,'given',0,NULL,'');
INSERT INTO versions VALUES(204,204,2,94,X'030ecded019e5c75487b09d49bedcafdcd3d72df86d2b2bd36cb8dadf9597697',X'07de05c64486d7ef654689dd6a1d1fdd68da65305f04ee89575821afe2784efd',1,1767312000,1756598400,'given',1757462400,'given',0,NULL,'');
INSERT INTO versions VALUES(205,205,2,95,X'7e7ad262fb5b95825f7269a8b9fe3a21671ff4d2ce7b036701095a56f3da63d1',X'a1d450c0c2706b4cacaca0952d5b9833ba42111ea01961f0392d62e173b564d2',1,1767312000,1756641600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(206,206,2,96,X'e61d1f6c861f7b266928e4c59c1cfc4062e66b6897aa2f7ca121e91eba808799',X'8a1458fe975cf1b41b701c4924b8c4168c72b1cab2ae38d2b9f2b3a9d07946b3',1,1767312000,1756684800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(207,207,2,97,X'e35f02222c55abc8393e03611fc581ed9509ece27aaf7359aea7aa70302edb60',X'835be3a5d560f2a6e13d636bff81c9a5a85f04246064df3c6bfcd3aaa6b8796a',1,1767312000,1756728000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(208,208,2,98,X'98b9abc660f685f309ab0836ad6a4e4f4dbe8ea54a77ddf26d5ee3a4a5b3075b',X'4fcf0b23e2b141bae1672e83f0fb859d8c083b5e5150c810ea0bf33af6d8b37e',1,1767312000,1756771200,'given',1757635200,'given',0,NULL,'');
INSERT INTO versions VALUES(209,209,2,99,X'af7d526bb27fcd085a2c0259c3ce62cc86ada24c326be22dc973a459576af16b',X'698a0aa80b8ca2962ae819621419f394b4e582c05d56775953ee1cc16f71d8a1',1,1767312000,1756814400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(210,210,2,100,X'2346e82e906924b34eb48b997d3aeec8097a5056162a61b0fa8ccfb2950962e8',X'ca03bcab7922daf2f541f61985d148a5084eeaff632239bf5de1f550ae8970fc',1,1767312000,1756857600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(211,211,2,101,X'78c44b19ed00b7e845380a993bb8d30c8314f6219c8650145024ff1009b635a4',X'a0dc9af7e2e75251a9f898fffd8cac38930fe9eb1dcaeafddaa4bbf7fd482f15',1,1767312000,1756900800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(212,212,2,102,X'3d2b11e408fde65664f3b57f1a2120214cd38a0e6884491d01a190e36fc74c21',X'ba55b6dc5a5879ab4422143fd4472dc7270ab25c2e2b221206d0a7254f3bf7d8',1,1767312000,1756944000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(213,213,2,103,X'35aec5d877147c5c1dd20b92a1c69ab7c1b6530e6152c4d2e145e0d71efa05c3',X'c2f237ae8e5e1200f8877003bd2c2c6ac6c8da2273a5c480fed1098c7887c137',1,1767312000,1756987200,'given',1757851200,'given',0,NULL,'');
INSERT INTO versions VALUES(214,214,2,104,X'9854aa3ae1b24e7e3cb7fba850e111104cabcee2184fc93491315dd2bae382a0',X'3e535f4c06c209ffbb6f2ae7e81e0a9ce37f5cb86734ea167efe8c8c2dec50f0',1,1767312000,1757030400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(215,215,2,105,X'1e6e0b0b61b8567c7d55e536859a8b2d66f81be36f5e762ee56ef9215784eddf',X'faef466e7491c4db385c2468fed5449251da51421f2e66411a2a955a2ccf7cc4',1,1767312000,1757073600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(216,216,2,106,X'33c962431aa3b071ac15259e06858bbc8373bbf3b9fb2d19180218de823adf30',X'36cd86220251d22f32bdb743525566fac0502ad4f8ff245cfd627ace34021c4a',1,1767312000,1757116800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(217,217,2,107,X'1ae9924329d17a31763a2adc67fbfb13b549f7d4264c7c0722b52655bed35e5b',X'c8b16b717294c51c92a0d3b89646c33fb15218e875cebf9be101d83c5aeb6042',1,1767312000,1757160000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(218,218,2,108,X'7c4562638fe8b22fd1406783fc2aec93d0237de7400806e543d939ef4c1b983d',X'8923c4d03bcc0daa653b7b1ece4de1e3356c67096ff9735c1157a2852bd22dd5',1,1767312000,1757203200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(219,219,2,109,X'edc5ade29b65c4484d207a4a34870981b8819954299beab3f99b696c220a9529',X'8a587d586eac9fd08970bf8f9ee7f243563f045ae6dc911436cb903349ddbb16',1,1767312000,1757246400,'given',1758110400,'given',0,NULL,'');
INSERT INTO versions VALUES(220,220,2,110,X'80eec473df84c58800ccef4f872b4e68c29532f5be8e64f2d9ea056c5358f6c2',X'f89be63215ef9e485cef062c61b1fc6fabf17d56069a623674506b1e0f927aeb',1,1767312000,1757289600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(221,221,2,111,X'd7a843049fcde0e06dcdbb91b92fb6d4dcf17d68be913d8eb92d6770c3d75001',X'bf285b3178b576e4607b3ee3a4740111470c01f30d5f7d66272ad65d53599d23',1,1767312000,1757332800,'given',1758196800,'given',0,NULL,'');
INSERT INTO versions VALUES(222,222,2,112,X'973a4c198d9c6c25500a45153e4e7e16c25ada8fbff25a173d8e082875dd2f87',X'ace9d606cee5e3d5a5895b0d820eab0593d478eadb84e2441c18f573f8a4252e',1,1767312000,1757376000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(223,223,2,113,X'dc18275fead3853efa819c83a1d720beac88bb47c45cd3ffc2f5a2edbbcb5af6',X'5c33aa0daff63925858eddad94fc34709a5956789ecdca788dbd7118b050c8fc',1,1767312000,1757419200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(224,224,2,114,X'3780bd89cb243313f650c413d9742b8bbbab3fe0a0156272a5ed7805c2358770',X'410fbe4f388bec79e7dbb2368c0254b5c62726bce49db2dbc697c71b01fa5570',1,1767312000,1757462400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(225,225,2,115,X'85d77bf600bf0ec4b78e06cc0e407805aff4c783e459f1721f15a5434cff7b4b',X'8b1264f8c8f6c0ca74ac817c8e8c1ff571d6e645994560f6ab045b7022bd3394',1,1767312000,1757505600,'given',1758369600,'given',0,NULL,'');
INSERT INTO versions VALUES(226,226,2,116,X'94aa747155afbb78a9e98c69072e488a4b8d5d3c9b7c47e6c6a0072cca596f00',X'173d986b91d73fa876a6fd2ff2f844687b66c1ba8cac3215da310d310a17a983',1,1767312000,1757548800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(227,227,2,117,X'd01de2f0a6f7160fc51d6afd4a931c129bd7cce3f4334495370a6a863380b38e',X'04a12948550c8843188e5b4d4f6b35ede015aeb1d722b8a92390d6346bfa37f6',1,1767312000,1757592000,'given',1758456000,'given',0,NULL,'');
INSERT INTO versions VALUES(228,228,2,118,X'e29d18e62eadf3fc5dbe3e44ace5887dbae8bb78213465451a5a6fb727c6d832',X'af8c02cc1f7ad1fe6745431e407cf9eb431f0e8c5d1eb4d474ef9b8061359620',1,1767312000,1757635200,'given',1758499200,'given',0,NULL,'');
INSERT INTO versions VALUES(229,229,2,119,X'1ef12ca3e236895c7c3cdb6ffd7e7877496a0c570b273f2329ba7b67faff51ff',X'c6ccb59d1725fafa2306bebc877784e856c08ec8065680da87f9fe291d4a1999',1,1767312000,1757678400,'given',1758542400,'given',0,NULL,'');
INSERT INTO versions VALUES(230,230,2,120,X'a7cd5093d3fad55ed629654ad370476e548556da58cb681a00c4bb1112f9c9d6',X'05856584b6a814f9d651e98ad3367ceb2cade2290387cfa9aa2df37d1fc8a9c0',1,1767312000,1757721600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(231,231,2,121,X'd91753c0b1cd48240e32d24ea94b464887798818705929d83b1b0e7cd9e905af',X'2fbba0da638ab21d14254a0c2b158fac10c91e25e766e1eb92b7c648acf84fd7',1,1767312000,1757764800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(232,232,2,122,X'0d48459addb65e5b305e073deb32ba72e236bcc653c1411655f6d5ba2cee2b08',X'368d2da9624e2781abd6e17ac4b37a7455aa80d15ded85bca12aa3c7465cbe75',1,1767312000,1757808000,'given',1758672000,'given',0,NULL,'');
INSERT INTO versions VALUES(233,233,2,123,X'9a9a964029944af3d069f50d0441e076158529340bfcd5f4a6353f200ac0d9f4',X'222fc7b3bbe86aba0843aa1a9651136776823e94a643a4f9df71f4c7b3a57b5e',1,1767312000,1757851200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(234,234,2,124,X'c3e0d0beff061b8f880e1103562da98f746139505db81e91fd751ed3b7c52dfa',X'82f867eebbd82c7988b1aad43ba5042411b7c13c89284f12c78ecb2b90698bc9',1,1767312000,1757894400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(235,235,2,125,X'15a8a9f4ad0196a4b0123c428d40bd7765594be994692842ed8562f0a5d29b52',X'330dce059abc1ae315853d8fdda842d3a471ccdf5f952ae583aade55a6d7c414',1,1767312000,1757937600,'given',1758801600,'given',0,NULL,'');
INSERT INTO versions VALUES(236,236,2,126,X'1e5e9f1d167a6a016cffcd4119a88092101ac7f9014c906408a944a32a1e5555',X'd2a996992b8000ea0534facbb73bd213f0e2a0a6df5251981e0c51f561f698c8',1,1767312000,1757980800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(237,237,2,127,X'fc84c7fe412de7c8dd49447b35c7fb49cf04f2236fd668ab5eff220e7562012e',X'd98e713bf8fa42f215309448bdf233bd5e74b711ccf368047f1ae04c0cf3f977',1,1767312000,1758024000,'given',1758888000,'given',0,NULL,'');
INSERT INTO versions VALUES(238,238,2,128,X'786aa64012be7919fe1fd75d1149ebc5300945dc1f5c0e375964ea17bb8cfe1b',X'482e0d75d31e1859f2359302ebddc2955e9f29c610a79a8c844704c6081b858f',1,1767312000,1758067200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(239,239,2,129,X'3ca27d7e508dd804012bd6541d3821582774850491fc872bf6e696d16ad2cf7a',X'94d67837f3693297d25ac73b0e4614592ff7caad3747f6d89fdd0c5debe7ced0',1,1767312000,1758110400,'given',1758974400,'given',0,NULL,'');
INSERT INTO versions VALUES(240,240,2,130,X'2b623e753bad9aa17360006833cae719cb47324f9810c5172f6e26f441442b8a',X'e37584006291a0b312dff95c7c401d49e7b9a65a56c992739e73cc380ebd3326',1,1767312000,1758153600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(241,241,2,131,X'9fb9ddba3fd12b36ad3967f22dbae3f004c3c7ef03fefd6bb1ce9c34da3cee3f',X'1a50884cd73108c6adbd4f36f4250a048286b98b6ba299e1972ab35444bd1d49',1,1767312000,1758196800,'given',1759060800,'given',0,NULL,'');
INSERT INTO versions VALUES(242,242,2,132,X'8ecd173c87300f16a5680317f0303e54b7df083cfe659f3e5d46d5b2aba416b7',X'87dc9081dd8396683a82705281746aa14e4755924505b9f1f787993ed1380247',1,1767312000,1758240000,'given',1759104000,'given',0,NULL,'');
INSERT INTO versions VALUES(243,243,2,133,X'cee6293c560eebfaf0014e06a8b491103dd6bccd6a33e84a47813545cb2fbc85',X'385682b07f82c356a4a1fff6cd4f3576b848d393a8251eddb3b6e5b50481a8e8',1,1767312000,1758283200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(244,244,2,134,X'ebda051a397269adc3772fb9789f1c04d0b0d159056414ce527ce5ae6739ff82',X'b185096f737a0b044906c85b9cfccf3264b7a65c4250f87d8555ad71a59e48b3',1,1767312000,1758326400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(245,245,2,135,X'984f82ec1b7a1e2a31ca84e1ad903b728c31bd8a200d2f99945c6cf980fa57dd',X'bd14347e6f735ca0559b688df80c09c230a1ed92583deb53d06f06529c60c519',1,1767312000,1758369600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(246,246,2,136,X'b3ee1291b9998b658263b2bb80ab18a160531538d8a9b657d5e997266f44755e',X'c9d43d1101c1494a9ab6fc9a74f8aae1e5a4bd4da16f0ed3784c3bb6996f946c',1,1767312000,1758412800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(247,247,2,137,X'3f725495cbc3a4a16473b4ee56d0a695a0272fb1b64b05b8e8198931fd785d24',X'24bc68dc08f8cdfd82e5a469512caa0e6693f56f850f22dd6f6322493c57445e',1,1767312000,1758456000,'given',1759320000,'given',0,NULL,'');
INSERT INTO versions VALUES(248,248,2,138,X'6f454c95e526ca80904e00ebc46b9f7e8c592c16433384ee8f106c54b2a024a4',X'eead3efcb59790389b8c307fb9d8a87c7827acff145c7aa4ab4b20c3b302a2ae',1,1767312000,1758499200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(249,249,2,139,X'559673dc3719b802b52f29597909c1163bdc2d19346b87bd3f1db50fd4b58a5c',X'a9e5f0ec432e7a3a803c2d07ec5bf6f968e970c080924f95ede73c94bb84351d',1,1767312000,1758542400,'given',1759406400,'given',0,NULL,'');
INSERT INTO versions VALUES(250,250,2,140,X'1c46fcd21c6f929b726fe2ed807bd2a185e4171bc22390d9273f149689920d3a',X'89159b379d3622f173c5d8c20da97a43244fec7fde820cba0c5998303eb40e58',1,1767312000,1758585600,'given',1759449600,'given',0,NULL,'');
INSERT INTO versions VALUES(251,251,2,141,X'84648b2f6b8fa4476bf5f32f974a2fb2f5c3bf7f9135f1e866c75bd12286fbc7',X'1ba02193ca86814a7e27d83b94eecbcd2d50a9087434440af6bec3a3d6b37eab',1,1767312000,1758628800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(252,252,2,142,X'7f9b961683452142e763619507cd13491a4d0622247d0b67557a8fe965469d25',X'fdcdf8d999497a1124072fa480d4e9d426e32d9f5e478050c23702db26ca3c2a',1,1767312000,1758672000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(253,253,2,143,X'5c1f7f1f7985c74356202603bf9879a825fb432d45cb1e3533189048ca95a04e',X'4a8813b3264144d73b9c2d30e6a82c017a7454ede175800a70702616e4dabbda',1,1767312000,1758715200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(254,254,2,144,X'b7a5ed65be44676546f1eb072c7d2267a7e96228c76cb4f9a262fe4930ff4e16',X'2c85aa40806c0d443ec5f27a83a69077bcc9e5e598762744bf603049e7889e70',1,1767312000,1758758400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(255,255,2,145,X'237dd74bc244e886e005eb32558e512228abbf3586c50e440270963395782d63',X'44a9b6604a6a61d0c9025586e6ef8ade6a32152295c5dc2acc5f2070d9b56f09',1,1767312000,1758801600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(256,256,2,146,X'32f5686c1e22488994684d118d894688bd0c6a526dcb91491cd2d6296f2d647f',X'c0d53629dfdff5ef7a57a1e9c7266c38e414a5ce247c62f9c53c02ab7d6e1129',1,1767312000,1758844800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(257,257,2,147,X'5e85dafe93f69e6744f33c9f792cddb4349476279a31586b188ef6b7831f24c8',X'64e4b0216448f50c2965edbf80423e4ec8f78d9dba65fd1d857378e7bc83e675',1,1767312000,1758888000,'given',1759752000,'given',0,NULL,'');
INSERT INTO versions VALUES(258,258,2,148,X'f390ecf0523f6e6c5dd751d51a0fd5aec1a5862ba852c4c7221ceefa196906b4',X'5d6aa3061ae8f6f4f7170aba568cb2d769ecbfcef46e85e3cc4acd5bf2a0ced5',1,1767312000,1758931200,'given',1759795200,'given',0,NULL,'');
INSERT INTO versions VALUES(259,259,2,149,X'7aafb214f355296305372767e96b12318478c03f0fa5ea04e7e655bb9ebd4cae',X'3859f53101484527b23264c455d3e649e91890103a2faa2c0625782a4549f42e',1,1767312000,1758974400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(260,260,2,150,X'3caac19e2d33631fd260677eabcee6ff301602f0f9e77eb47c467d4bf3a4e0c2',X'8520ca1728a0f10ba1db0d50b7f5c2438f36ffd5809ea0ef568fec164ce787cd',1,1767312000,1759017600,'given',1759881600,'given',0,NULL,'');
INSERT INTO versions VALUES(261,261,2,151,X'a6aaa5b2dd88a6a866d193a615db5114d157df663cc37bc217fa4c0cea1aca27',X'dad43d831977e853b754d0e6c770a78ea47d402ab9b8b36d1d0c0bdf34064c0c',1,1767312000,1759060800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(262,262,2,152,X'b3eb895d05c9afc2800386a6459fb1526f42bf8d1502f675716771c2008aff5e',X'b831168468c171c54b99110385b99f16dfeabeebf2edebd52a2f01517b84061a',1,1767312000,1759104000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(263,263,2,153,X'dbb06d10622bfa8d2453d6a038a3f2ab6b8fd583022d4a83fe05ae13feb69956',X'efce49005cb5d27c0c941d86ca11594a5f9fe4c911f222e22f2d68fde3c5e441',1,1767312000,1759147200,'given',1760011200,'given',0,NULL,'');
INSERT INTO versions VALUES(264,264,2,154,X'e5bbe449062a5ee1a5e19ed5294348bcb043cc04eb58d885a00edc68251bcec6',X'6bafd80426d237f455d28623d5eafc52fa164a76c1b3abf5515cddbb4508e43c',1,1767312000,1759190400,'given',1760054400,'given',0,NULL,'');
INSERT INTO versions VALUES(265,265,2,155,X'07b428014754c7464500f3f7c33179e1c29e5aaa012d4d00c4305c4b79f16d11',X'41b024dddc5eb490deb5499ac159c256da3a36735963856410b9a6ae4e434577',1,1767312000,1759233600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(266,266,2,156,X'f1e8610491f448778b196ff239d6c1bafedf015f2f386b22e0efb98301e6892b',X'd91660c1eb007063df15ddd7d4b4e58009d61e80a5ba9e513bc533347463ec89',1,1767312000,1759276800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(267,267,2,157,X'b23ce2999d7f324df19af0467a98ea3b03c23aa9fff690fca7d76f49cf2944d8',X'91e958ed7dc89e1b7fae8094fa8e0deb4e942b98ae5c844023e267b317bfbcc7',1,1767312000,1759320000,'given',1760184000,'given',0,NULL,'');
INSERT INTO versions VALUES(268,268,2,158,X'28b901668d25e45fbafa50ba44a50e30a43251ecd5553d1c8e6b07bc9e9d3030',X'b714132b8a28fb89b8e13da4a1ece1222dc175e767aa99a8cbfdd1d976710056',1,1767312000,1759363200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(269,269,2,159,X'634d9d2004250195cf8ec5deed6dba65864c6c4ae3152d38bd49531becb314d6',X'6acbb264531a106b5a25221f034ade30c85aff2f46ef97be667d425380393eba',1,1767312000,1759406400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(270,270,2,160,X'777b06a6c15b8bc2b0b17f81f19909da40aee45cebd4cd19e7b4dc967ce65c38',X'd11c9056b210406f66dd215ec4cf1cb7b10df8527bd4ee8be99f8a659a5b508b',1,1767312000,1759449600,'given',1760313600,'given',0,NULL,'');
INSERT INTO versions VALUES(271,271,2,161,X'6c1b42f070fd342eaf67083d0467b70a3797643343b6d6cb492980ea0ba6b163',X'ab03ac957a9a4fa48c4ab25122a09a8511ec78cd72087ad8dc9318791ade1eff',1,1767312000,1759492800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(272,272,2,162,X'1c580a4b8432ab4196b1edcf5e9eacc356476b4a863261238be79779b685fb33',X'e66a31df5abb120721dffc8fdd332db85c57ad4d041a9dc55ea411e6df82b547',1,1767312000,1759536000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(273,273,2,163,X'bf1535c3cdae2a58ff7bfcfe8a32eaefa03fdfd50cbeed02b1a9b04b3d7ab92d',X'13a8c304760c71d2becd1b8f8524516244351e6e787558831cb5693c87c053fd',1,1767312000,1759579200,'given',1760443200,'given',0,NULL,'');
INSERT INTO versions VALUES(274,274,2,164,X'c14285c8f6642f78409a40ac920539fe9162cd4cae3f03173b057b036f46b58b',X'098c736c9006b11aee29961d56c99a4c55dd385d174ab5af6a544c776c969f80',1,1767312000,1759622400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(275,275,2,165,X'5b3090ccb3e7d83bb6d58f634783c2c99a1de81967ab930c7655f7e1ed466a9b',X'dd44bc7ac618efa965a825dac6ae65bf2df6ff0d2bc13488885e887346d82a04',1,1767312000,1759665600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(276,276,2,166,X'b4714d3f30f866784bb6e4488d97440cc6703d00374939410afedc30ab89b4cc',X'22e1051f3b3d13256ead5d81ed2a4c04454a416e456a67b2d39688217330ab13',1,1767312000,1759708800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(277,277,2,167,X'e5dbe534adbd72819fb6f8a0d03922df969adf7bc079301767d6b3ec51c01f11',X'd6d4235325a7de93173d7693bbd83566f75b71caba08d6cac8a7ab6a9532def5',1,1767312000,1759752000,'given',1760616000,'given',0,NULL,'');
INSERT INTO versions VALUES(278,278,2,168,X'8f59ebe5779937290e1d0bde92188643db2fc245eecfeeb56a5f7c2ba5cd92af',X'813a3cac974961a501146307419711542861e90965c4b8629e03ddcf0c30b986',1,1767312000,1759795200,'given',1760659200,'given',0,NULL,'');
INSERT INTO versions VALUES(279,279,2,169,X'8a2adcf51a9c571e4183cfafad4e1f1080031c823d3e62bd670f3a6fec3d15e7',X'8299850b4a141b86064334905b7780d16eadbb77cf1930c1394f71e1d6e5dbbe',1,1767312000,1759838400,'given',1760702400,'given',0,NULL,'');
INSERT INTO versions VALUES(280,280,2,170,X'97158eaf7441b3f63f25c90d05f3c63406a031d12ee2d8a9b05c2723f508a405',X'57ce43dc604018f06e1bfe95d9502c4f55c62ae92e99d7ef99efe78ce643db32',1,1767312000,1759881600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(281,281,2,171,X'970182cd12281ef99ac70ee5af5f273c41060837a4f72e7ec7f8b6024726b0fd',X'219e815459d048e1e8b2cc95ba3953372b7fe3a48474739ed76438c38f678f41',1,1767312000,1759924800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(282,282,2,172,X'96ae745a5fd95efad7259f63e2e6c0b0d212140c38c7b2afd8afc8c90de4bea0',X'ff80ad4c2e7528ca10f92f435d1058821590f6bf75bfa1988c63651d8d66a9ef',1,1767312000,1759968000,'given',1760832000,'given',0,NULL,'');
INSERT INTO versions VALUES(283,283,2,173,X'68fa403cb1e44afae749bdce492a188254a4a7399356b035cb9ec0b569bdbc67',X'cd6bc46352292588bf723691b0df7f373f08ae5e4b1754d1010759685ad67681',1,1767312000,1760011200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(284,284,2,174,X'45ec98aa72599e0640aa7d67d9daf9d7f547e9a4b98b6050f9e1c056109337ac',X'710223cc84f254f456518d71d2cd2ea90506be09a6680f8d6f0e0c9127c24f6f',1,1767312000,1760054400,'given',1760918400,'given',0,NULL,'');
INSERT INTO versions VALUES(285,285,2,175,X'0a4673e19b7191aa8510c04ab4dc29111f5f97495c312a2f6286c29a81e7c280',X'c6364000e6b386e84a685d30ea2467064c1b998304ead5bd846b5a303e03ccad',1,1767312000,1760097600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(286,286,2,176,X'7d23328add6a65df057df80524f5c09a0fe2033e068d8f23bfef00733af22921',X'6bdf00671814bb4d88a72b7a61d6cf6856c8d27b29f61b562322108c3581b9a0',1,1767312000,1760140800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(287,287,2,177,X'1111a9e852156ff7d091f19fabba389519ec9bccd84695acf8ab9e357716800e',X'46a115c8d5f97a13078a74e54d031f7297bb1e5fe21439ed6e026203dbeecfe1',1,1767312000,1760184000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(288,288,2,178,X'dae9254d6f208d35874d9ae9badc0c4a24d2ca1e5dccbac69a112cdf0903eb0f',X'e984488cac2b4246c3420a5403c8cf081dea83b1aa8854aaaf8daf83351b4741',1,1767312000,1760227200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(289,289,2,179,X'10e644c42c48d86d34e7b9a1bc094fb0e0f45620a1d1282f7e5bac9508b4c82c',X'4768e152a6d39e19ab5a32eb75eb55e5a07e3cf1cd9eecdb19ca538699d7406d',1,1767312000,1760270400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(290,290,2,180,X'8ddaacfbe6754112c6e67373376fa3821f1fefbc8f62b2300abce97785aa14b5',X'5d1db8246a34abd3bd450c1532425972b0e2223188fcb1032e0d257149c214f0',1,1767312000,1760313600,'given',1761177600,'given',0,NULL,'');
INSERT INTO versions VALUES(291,291,2,181,X'ac164ef2d806ba4b74420747f07ad05d87f0b9609559529a2119ca64945d5d76',X'90f31706748eec873ea12ccde4424366d8c1ad648b78c7825542a04636e70333',1,1767312000,1760356800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(292,292,2,182,X'1f2f8ce36619dc40bb0fc75c23d5d828d77f3a288918cb7431abc2aea0023c14',X'a5a1ed3590c1ce4c8d369f1dad3b2ebeaa21e4d0be500c51b26e97e9f5db9df8',1,1767312000,1760400000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(293,293,2,183,X'cec2bfa5d4e55574f3686995939fcfb8ad3686c992cbb484fb6114743c7941b8',X'00d52f982898a9d99ae1e5922753be456e9bfee2881c5d192cda3af6b32b4007',1,1767312000,1760443200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(294,294,2,184,X'c3c863752a30186e8d2bbe2500f34ce3cb0c4de7af8f4c812324248b72f53027',X'37edaaca6898ace4951453f6e3c8253e0cbbb67834b5a1e04e2a0edf81fd6b37',1,1767312000,1760486400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(295,295,2,185,X'9d2fdb014f9af0e884687be7bd5812a9438717dae8cd6292c071bdbee36e7af3',X'feb37c5a710e958dce3c35ed3ca33a7d3b4ce129189ab0a57a6a481f6c1e8174',1,1767312000,1760529600,'given',1761393600,'given',0,NULL,'');
INSERT INTO versions VALUES(296,296,2,186,X'6bf45248b73f28e4129018155ec0c6079c46d10f5422031e646b786d3b9e94dd',X'38b8685ac8d31490c46d6b7ef0dd5e2b4387548a730e117d17e3e1de771fad5a',1,1767312000,1760572800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(297,297,2,187,X'82e558909ca643fa700499e460f452ded01d2e181b312a5b2aadd75f513c3ed4',X'57bdf6032c7b33c0200a34a7f861595bb87be92ba1ecd1d45153d673df9e6396',1,1767312000,1760616000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(298,298,2,188,X'b769a0e250c4c4df49c8fb207b9653b435280e0fd484326f208a947943385837',X'cb9543ace37b3b892a2603b2f0b0f7668b8282a430f6b916aa9372a513cdcf5c',1,1767312000,1760659200,'given',1761523200,'given',0,NULL,'');
INSERT INTO versions VALUES(299,299,2,189,X'602b01015ffe7ad1608dd14fb8f5b8c26e84d81612ca92158792ed7551a2d705',X'6185c39f49f51d4890b7923bd41596c48e5ce45d1a1106b5a993c7b4dec753bd',1,1767312000,1760702400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(300,300,2,190,X'd3a60be2d3d4cb2df05afff3f6b27f840cdf6974075a9a37f1e329ce514521ab',X'5e95202dedf6069b47ac1a7130ce1a7c181485ddaca70d2b500e4341b4ec8b2d',1,1767312000,1760745600,'given',1761609600,'given',0,NULL,'');
INSERT INTO versions VALUES(301,301,2,191,X'bc1d7536aaeb623daa68c350ba134e279a145fe1e6a0ceedc7b6e9adb4bf5720',X'fb5ccfde0a0471d3e6049222f94fc087f3b0c1e79f18ab0332621313dadbbf81',1,1767312000,1760788800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(302,302,2,192,X'b5b9e1bf3c08d2c222c6f8d64b8c40c21e86f5e63dbe7154239cdfd47912fee1',X'775e472699a8db9fb6c76937d3c977ad895c4d3e77d2ab4bec5e0728f4a55030',1,1767312000,1760832000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(303,303,2,193,X'bfce2c492fbdbd4f5c7a6966bbde0f39b1246b9ee0dc5fd75463f9aad9a9a45b',X'fb7003bd4215b5554acdf5cd3deff1419fe29c32bd433304b19eb1b543f74b54',1,1767312000,1760875200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(304,304,2,194,X'79064cc04661c6405022105a6a9d3c000b2bab034394a51c41a4a12f99bad13e',X'32213dc3e58421b0cdd9961e4069647fe5ade2306c3180af80198c6941acadec',1,1767312000,1760918400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(305,305,2,195,X'c376a835ef26b39cc4aa042644c1328427addb0be632ed87b0175b282f6f394d',X'bed28dc19289cfd6df68f8b047bc6ae572f3ab06e3d96a24e9b4cf46a80e932e',1,1767312000,1760961600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(306,306,2,196,X'364866e43f1b03af907572b5411a70441523e40fad92bd0e2ca3c21fa64d0bd9',X'e687f7f34d82d9580a8c3e9000e4f89b4d48e8e2cbc65ce53f8056702bb00a85',1,1767312000,1761004800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(307,307,2,197,X'53a1a151e41b8f016f462167478a996133de8b08dcd82223867cfc36b74eccec',X'd4466a868d5c8b0a06715f098ebf25d1544f4c17e8d82a86967c758737b8373f',1,1767312000,1761048000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(308,308,2,198,X'2da5f696245465617d7eeb469c92e2fb1acaef00f40c03dd440392a41512b97f',X'534874f36c0a28f714c2989560b1df12aa7834e47f4f79b81490e97c02f1bda1',1,1767312000,1761091200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(309,309,2,199,X'990cf6abb752812e4bd5e8545c16ad67a6112473dff769d2c059ae5b2a78cff5',X'd3be56d5e67f251c3dc94a5361783457273e34dcd74f9630dda4bda6a7e1d167',1,1767312000,1761134400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(310,310,2,200,X'e0b9c05ba31179d2b81c98992ed0bbdaeaea6d3527dbac2be121e1380dd69e4d',X'9766e4b4afd1d35b1e2322b20d0d8574b7de302f203e5856c22020451350df56',1,1767312000,1761177600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(311,311,2,201,X'f720b0679d3e73347ed673bb772b67d2c5481eb23d5330eea1e3104d28359f70',X'ea950ae44fc50b0d9c8ca97777c61d4f5a147fe99e5ae58c96e8b14d8688631e',1,1767312000,1761220800,'given',1762084800,'given',0,NULL,'');
INSERT INTO versions VALUES(312,312,2,202,X'e34a2949a0a3e5b6293c88f1c290108d4b4b2278d0206877398650e80d047748',X'c155a9a3d92f1fd120bd19059152f58e13fb5f90bf0071b2321841344f2151ea',1,1767312000,1761264000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(313,313,2,203,X'78dc99dee9bfce779d7a38b10a19f33686f208082c93eab69f7e721cc6771e4e',X'9c755260c1b1b36185e581b0504510efa7d23d2eccf7c9ab7c0c33cddacdfa35',1,1767312000,1761307200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(314,314,2,204,X'3489f5b0c09a6819efc889107243a9a1d0d577cc34783009c4ef7b1cba3fec16',X'693233423577909242a32ad725c6d6784de973be09e6505b613de79f3c3aabbe',1,1767312000,1761350400,'given',1762214400,'given',0,NULL,'');
INSERT INTO versions VALUES(315,315,2,205,X'70ca0dd6944af5245b1095dcdfc35d2141d906fb2256ceded2f3759997d9b75f',X'e298cbdc2a3302716302a88f520bb12d9d40802d6ad48921c9eaddc82ace0a8e',1,1767312000,1761393600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(316,316,2,206,X'4ad00d6095eb477509bbbd31482fa5e190d8cc8b6d554288e873ac8f7327bda1',X'baa18a92fb86d4cc2d5fc6aff41d7c9d10e6090429f9b893f4a193f89fb43416',1,1767312000,1761436800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(317,317,2,207,X'c0ea917a406e6a27ca8b4fee835abe353134ffb9ee924f85b384ebbea4c2fe08',X'aca83ee4447544dbfbeb9c6e279478fd41dcda8d4a257e63ddac5a4d373ea376',1,1767312000,1761480000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(318,318,2,208,X'c9267860f48f7e59a387a5fb0d49caadbd42e4bc7140a667a9cffc45f61ccae2',X'7e88ed9565d902a92c2cd4f3577334651232b0816c8371cd5fbaa452509a3555',1,1767312000,1761523200,'given',1762387200,'given',0,NULL,'');
INSERT INTO versions VALUES(319,319,2,209,X'7fdb949c2018e6d3c1f7f049cece1efa5a00dd38ec706ef9cc187403815a7209',X'4484e4f23d145a039d9c0c370652a87ecc76feaf8a3992cc68d493bd19f54188',1,1767312000,1761566400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(320,320,2,210,X'3437d3911d69215e1d4c07511f417903de72e36602e78fc370b8ec889d5b61e0',X'c64301e4fef7ba7065a6fed7fa29a39a208a1e3ac708a08382b89a24724f888e',1,1767312000,1761609600,'given',1762473600,'given',0,NULL,'');
INSERT INTO versions VALUES(321,321,2,211,X'd8567ac51e04d6535cabd1a7cfcca4e675711a34eaf55270aec8b7a136cf1824',X'5773f7a1960d96ce070055592266e6bcf02237eebb077b17fd67b3dc6df0c710',1,1767312000,1761652800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(322,322,2,212,X'225b57e81cf453e14d26e6172ddf16feba1fdd6c99af6f1b50faee8917cd0d15',X'3331f707f27ed433fd0cd9f6e22ace9f0ca6bae8cbc926061058c7ed09afe00a',1,1767312000,1761696000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(323,323,2,213,X'd60f4a7797a1a4b792c80cee8420c2f8b1e905330d50abcf67f10e191a3b821b',X'9699286bb9f71479dd428c967e3d631f8f75dc2fc0ad21ff622153d795504952',1,1767312000,1761739200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(324,324,2,214,X'082531b12307363ff3c52547bce6c81cdc9012f05f202acfe411c13035af2d0d',X'18fbcccc60ddda5570bd67d6d00d3e5f454c26573b101221b9bd6cdedc84999a',1,1767312000,1761782400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(325,325,2,215,X'd4416522a703dbf9755bd356f4d59ff1869b4a2e275d8c7050233b7be6b0e21d',X'3ed4414c3ee9b4b2c328eafa50800258d5d79fb3c7c0f78231b748bc6a5b0bd5',1,1767312000,1761825600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(326,326,2,216,X'8929201f1cb71b632cea5a1481f886d8a92fcf2b0ba82ad12e1d6fc42d29f29f',X'39f68a3a73fd08872e4465b75eb43f86dc16d184d79dfe3e17453edd0910eee6',1,1767312000,1761868800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(327,327,2,217,X'6c4050e4fb764e5b4a5242084531ed60898ab367f185264df97319530303d310',X'eceb8dacf1dd971753f649c6f7431fe1acd6f7787834e2d7750c4989d390d476',1,1767312000,1761912000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(328,328,2,218,X'3dc17e8dc27f54db49c08a9af7ba4e7e7cd86a9ee453df38cc96f5aa0b86982d',X'098d23b4125c1166f07e494ca69107f82c29dee1b276757a93a3eaa011c17a09',1,1767312000,1761955200,'given',1762819200,'given',0,NULL,'');
INSERT INTO versions VALUES(329,329,2,219,X'9df30eaec74a03b1c032c17759d441d0fd1e611ffc6018ad0910f6c22c088d3f',X'fcf7aed88e14f603fd66f0f9bee21adb33813c7e28220f7695466f41f9f790a7',1,1767312000,1761998400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(330,330,2,220,X'e30eae6671568a954bf8fb8511dbb9456ad7317742fced4689464d7c8c6ccb6b',X'b428732d317a6733b78290bd3b5366fd67e0a8bcc184cb2ce1e522a621305a4d',1,1767312000,1762041600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(331,331,2,221,X'a4ef9e43c6e8098bac58897468588878f2d5877c96b3fcb006cdf66df6f2e572',X'701161acfbe7015ae8265232deef188ca294a1409406517edbf2c811083582cc',1,1767312000,1762084800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(332,332,2,222,X'a0a252d2822b9be1c36ba91bd358faadf051aa1b78cc193487e9a506149fe80a',X'e812288d524964217c95884ee0cfbe39a039ae7966d94a993a7209207e304d80',1,1767312000,1762128000,'given',1762992000,'given',0,NULL,'');
INSERT INTO versions VALUES(333,333,2,223,X'7952cecaf7813b0cf40c07ae5c3707f678bfafb2e240d109ee57d78f6cc15f12',X'00bf8dbb0138993c659ded8a9f9106a7c68c83d07a32973abea9ae1e6840426b',1,1767312000,1762171200,'given',1763035200,'given',0,NULL,'');
INSERT INTO versions VALUES(334,334,2,224,X'6a4246f1421c20520ec43e21c88135f36a820c0b6e2f00974b69bf4dd835a7f9',X'cde9d193a4a8bde6286147b1b9a5d2cb204b03c06426df5ef341cfaa149f41b0',1,1767312000,1762214400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(335,335,2,225,X'ce5addbfdde2dbcf0fe5b3394842de63dfb5498f64c022c08e9a31072d97752c',X'4f87ded513c4fef83ba106fffbb6fbb9b8303c60aaa5d43f7b12d3a51ef781e0',1,1767312000,1762257600,'given',1763121600,'given',0,NULL,'');
INSERT INTO versions VALUES(336,336,2,226,X'91d162ceea22f3252b746cf364835250ebd249654ad42732be234fddaa28ba81',X'523a25057fe1d67341255cba937f92bd271d2f65c405c621fb5b7528aebecaf6',1,1767312000,1762300800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(337,337,2,227,X'31624bac85da4aeb0b39a0ba81685ed209851cf8b064c4e6a51e7ab85f73e83f',X'd84c4a74d16798d13afff0c07999910c1952e1a7465e1299d48334e633f93133',1,1767312000,1762344000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(338,338,2,228,X'7c6d0fc37cca669063132ce59c7ebf296bc37d0a40b38e15101a2d3d5539b10b',X'9e27e2b0bffcf2c46fbfb1bf4689430c37d33f981285aecbb37f918946f49a64',1,1767312000,1762387200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(339,339,2,229,X'f62740521925c429c57f8ea67a300c2284d7aebb7660b8f56a329162c6d81d85',X'41910cd82ea36407c73346d2cdb5906a6029dea4007000c80a428648232e6ec1',1,1767312000,1762430400,'given',1763294400,'given',0,NULL,'');
INSERT INTO versions VALUES(340,340,2,230,X'fa0df952fe215733c81f08adbb19e253292153596d0a81f5a523e999693529a3',X'6c92dbb78ab4d7c6cd0bda584d4bcbd9681550d583f742b230b984cebe870da4',1,1767312000,1762473600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(341,341,2,231,X'8cf20913928a348eb46cbc397a6728dad1836b79babae65065cce4357522ea53',X'5f19017ecb5091bb694bbea70c22e2966b3f40ad4b94d7bc3efc4e0d290ae209',1,1767312000,1762516800,'given',1763380800,'given',0,NULL,'');
INSERT INTO versions VALUES(342,342,2,232,X'426bd3534fd2e422efab89d3420f1fdc111a882ecc5124ac64a626913821c56d',X'c9d0d0280e3bcaf6b3433749f3fa38d86d0b494b3e1e48454f9fe4f6bd7df3c5',1,1767312000,1762560000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(343,343,2,233,X'64598772a1812ad3d6728be45765e6fbc14689a8e479b56ceb78f1b818c42bc4',X'528f90b117c799ac370bab0158b6b8b2cb0618d25ca8a6bcd371d6a53b7c6125',1,1767312000,1762603200,'given',1763467200,'given',0,NULL,'');
INSERT INTO versions VALUES(344,344,2,234,X'12a43d30b2e794619427677c5237e1c26fc06821533d419e6c2e8a609f4b1f63',X'9fcd44d2531350eab73aa0e02319da7f0f4bd8cf55a455393ec48ca73be9cc7a',1,1767312000,1762646400,'given',1763510400,'given',0,NULL,'');
INSERT INTO versions VALUES(345,345,2,235,X'a7a02af5255d437279d85e15ad12f694e1efd100527494860695be44a88ab565',X'244635f7cb442efff8ac85997bfd3b694796574d85b8da50e520c520e14902e5',1,1767312000,1762689600,'given',1763553600,'given',0,NULL,'');
INSERT INTO versions VALUES(346,346,2,236,X'01ad6bd3a047d54e67e14a15f5e15b70e6f3dcc2ebf11e357715de0457dfbdf1',X'fa2d3ee682105c190cf3744d06698fc11e8ebbf38bc0adc0f166b2147634e975',1,1767312000,1762732800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(347,347,2,237,X'c8b85a4d2b4dfc6e6233c0a2bc8f2f789b01b16bc152e4f6fd24d9889fd374ae',X'126d00a16f5a620be7aa357f21af20abdf7708f82f2166dac6cd22cb4e280bbf',1,1767312000,1762776000,'given',1763640000,'given',0,NULL,'');
INSERT INTO versions VALUES(348,348,2,238,X'9d630136340a9464b141cddf90a9046b5b3ad0908a4d254337c16bf66a05699e',X'a3403ef0f6a2e89e2f8c32a92179b76073bb4b3c53fab4b8e67fb38836c50b35',1,1767312000,1762819200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(349,349,2,239,X'e5cdfd8f3aa7a7677826062fa3035b87e7b725255eb325925e3602c4e0e064ab',X'427517d89c77667aee02e001c70386aeb0826d836e4c47198d43c8fe6922d6ad',1,1767312000,1762862400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(350,350,2,240,X'1e9d744e903541139780738e8b6e661ab1c44ae0d5268b97dd645440cef5db9a',X'0bb01f23044023e964344fa5ce7f209c8daee1338256aca291fa6e894eadb59f',1,1767312000,1762905600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(351,351,2,241,X'06e9e9d7239889e17cd4c363cf7d6e83404430f25b8437458edfa88cda8f48a9',X'ffe36ca869de7ff9410b440f8a2e73189de56bacbe7748b478eb587ae9317725',1,1767312000,1762948800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(352,352,2,242,X'8edca3c37f22e70126ad3e7b79e65d7b7d9dd5dc97dd8ab606d90203e4ce3b36',X'0b2c97650a7f197db7712b106291b5b6ae8f381b9c9fd8a6795714fb86d75dcd',1,1767312000,1762992000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(353,353,2,243,X'61fe15eb5618013ccac9ee005ac67910b352aac5efe69f61ef452979c8577814',X'8af1ff4583f65cd864954b27474ca4036128bf7256b87a2333cf84b2b9f0e4ac',1,1767312000,1763035200,'given',1763899200,'given',0,NULL,'');
INSERT INTO versions VALUES(354,354,2,244,X'4e8b349a308506ac6717ca8878678a15e31eb2a465406e0932b99420ff20a685',X'0043d911a7e7e09ac9085ccaf2f62ba6d0e4277665c05bf57aa81924c1e372af',1,1767312000,1763078400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(355,355,2,245,X'7afde10348e2a88e4cd8b4782f937dfbf165829a2c598a1f89cea64b98ea5bf8',X'9a9fba2e637b190ad571c14250473b850a9010f3ec7837fadf047774c87841c4',1,1767312000,1763121600,'given',1763985600,'given',0,NULL,'');
INSERT INTO versions VALUES(356,356,2,246,X'9c1cf9d7806a2a338d7bac6323d3d6f36fe9694b3556886f674074fb74e7c307',X'ea4b83b692ca22ad279d9f43f6823ebbb6e8e84b625e0fd4489b20b64bd8f7d4',1,1767312000,1763164800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(357,357,2,247,X'e1865bae59bb3de6f29fc0a0ab80649f6f490dce7200a8cfe3ad24dd553b4841',X'12f1429fe10ed7199cae0ef4fe59393046ee8b73c73eebc71c7f3c7cf4c417d1',1,1767312000,1763208000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(358,358,2,248,X'f9b9ea3bf3c171f21ca396f99cc5af611fcb07e1ed2de6c703bd2c48745ce857',X'04bcb06852227a425deb9a07df6ed1bce7476b2a7d75817013cc382d8555b8f8',1,1767312000,1763251200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(359,359,2,249,X'606ef85d75264d8a75c1e3cdfa62e6aaae1172c83d1591de4df38a19de3e3abb',X'85be2475d6ca6aa9d53d0c6dcf4f70fd66e22dd01645d408a067833aa4ac4597',1,1767312000,1763294400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(360,360,2,250,X'52824b1f36a2ca747beeb04fe86d9acad58c385e8b2ed7d90991565fd4046089',X'963874f292cb61c98859e1e4d7df11cf3d0bbfbd91955cd081700483c66caa27',1,1767312000,1763337600,'given',1764201600,'given',0,NULL,'');
INSERT INTO versions VALUES(361,361,2,251,X'6f6a27938dccda7a1cf7e57a610334c04e5faf3bfddb8822b8feaa14747a8732',X'45c685dcd1d4e9c81046e2bb27ac9b00b1d253806551453ff4543b1189b603b2',1,1767312000,1763380800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(362,362,2,252,X'830e85ee327a641cf0e2ee5c24e9c3e868cf449c5d000734342ffdedcd531c24',X'0002a44c1d2551f27656305456b8c4dd16724888d240c9e022735799666c4f4c',1,1767312000,1763424000,'given',1764288000,'given',0,NULL,'');
INSERT INTO versions VALUES(363,363,2,253,X'fd8dcee5c30d4cec80a413f84f8e621d6b0d96e98287b80c40b8d366c330c62f',X'de5ad44d36f169211b8527c151ab4f86a6895cd1a290b4ae3fa64a7d54e618fd',1,1767312000,1763467200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(364,364,2,254,X'a0f3f4d90814a7bff565e6f14814bba1de1ee0fa62959be1170cfcbb66b4a3fb',X'9dd842c3b2a1f3e1e32b873cc7f02aa2511ab57574de2424aab4db736e2c7e95',1,1767312000,1763510400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(365,365,2,255,X'de606e532a29dc147051081cddf13f9111ad35dfa130a99ef6be20db241c2e0f',X'ba0252e72c1d602643e3fe1a2e58e745b5249f10dfe77d0ea147204ef4100d90',1,1767312000,1763553600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(366,366,2,256,X'539942a5808c83fe67cb8a64e89bc8baa90abb3422205a3520ee19e4b9479946',X'4018905696bfe563ca4a957b07bf9977c4e6259d7047598a15ef5cd79b72dfcc',1,1767312000,1763596800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(367,367,2,257,X'8d79fbe67733f40ac5d9ee57227a6843756505e17eb068c5beed9c5f42f7db66',X'22d59b42de72e8dc7c2f9860736d4c88cbec74c57c6c6fc54226fe488abafc48',1,1767312000,1763640000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(368,368,2,258,X'b613a88ccb27ad4d720a299f271656c43200c507f07bce17c6e0ebaf2b4db089',X'0e25e2582b3bb365fb418c3f062fd926580d2071032667f3f997cd0e4d4219fb',1,1767312000,1763683200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(369,369,2,259,X'fc8a133b6cf7977ea9b89f746cd5dfaadbe4b2f52752d4eba0ca1a70c52aeda8',X'426308962efc40868fec2fda0733805ddab7345482ce23e954620bc393401a90',1,1767312000,1763726400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(370,370,2,260,X'1680cdd4e3eb39b39b279cdc3b0e1688e078c0e5e5dbee0d1b7e37a6ccd9bdd8',X'ddb01ac641fb66f24248a772bd9720dbf9a4b4b8c396255341e217016340a1b2',1,1767312000,1763769600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(371,371,2,261,X'f69afa0285266462d58b9685eefb02aa8707270bc4ae3b9c3fb9a03901bb3768',X'ad52991ad7035e70e933a88862f40db2e21c19c8bad178956968e98a2fc77823',1,1767312000,1763812800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(372,372,2,262,X'450ff9615af28c80ac18d5fe81631a1c38755ed8509bbc64759e7b8e80cacf85',X'69fd7638da2a5b469fd689e18adcac303d907f7a7982bda3b5aa9f235b5270c7',1,1767312000,1763856000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(373,373,2,263,X'1f1d8eea746b7e8591e4c38680d50c05cab7eed680a1d97694d54e9afe39b178',X'e6072a999d3183239b09089bbd5a5211e4647be5950cba36e0968dd13e2337b3',1,1767312000,1763899200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(374,374,2,264,X'390cca8e71dad436f4093dcc17ee7e2720bca26f5f96843efda067b188cc0f00',X'8e1423992393e3499531f01c8acf7c949c5017e0cfd9fafff17709d449f63c46',1,1767312000,1763942400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(375,375,2,265,X'2f53f9658b4f0610a13aaa5eafd851bc322c09deb38c077992c2033005816adf',X'a677b8353b9c6223d1a22e718e05ca13392af799e070aba03f8613aadb596bcb',1,1767312000,1763985600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(376,376,2,266,X'45b4dd3f9f72deeb32a0ca4f3463f6bc6a5cf0bd83f25eb221c8f42623735932',X'fdc4c8ac7fe185a9fd79cdb72daa09672c228d6d62daf3d705eef2fe19b17062',1,1767312000,1764028800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(377,377,2,267,X'6c98b01b5f4697b8b0693195db563bc5cfce320e9a4517e90bdc2fce3c176555',X'a9248e5de02084e0616e50152559b33aa5e3a40db357dfba14f7d65de0ef6e38',1,1767312000,1764072000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(378,378,2,268,X'005a0330f90a3b26695d21578b9b8737e27de5b828b006ef4f7e449d27580bdc',X'fddc92e56207e638fc83ed7949c396677b1260d3943208f4b32d00fa992a0a08',1,1767312000,1764115200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(379,379,2,269,X'4019c43ad8328ddb496de2dc74fe476eaf2276631cf4d209699c52f76c67f022',X'ace8622e235b7f845892ab49a337bfd4341f2bd6f317709484df1182d6722a5b',1,1767312000,1764158400,'given',1765022400,'given',0,NULL,'');
INSERT INTO versions VALUES(380,380,2,270,X'4520b4b1299459a1e6e4f30bd26a2789ecea8900a096512e1d265290cc6fd279',X'12abfb1f84c03a25f0e6c8213db82bdf3671375a60d402a8a05d887e950e9bfb',1,1767312000,1764201600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(381,381,2,271,X'1747b1616ffb0a1a5cf5183d0f97009ae470470d2ed30fdf2c8897a859eee679',X'b9c8b2e7425b0ceee5cf113f83d1cd0c35939a5ca4d320af47e4ddb7c9adf771',1,1767312000,1764244800,'given',1765108800,'given',0,NULL,'');
INSERT INTO versions VALUES(382,382,2,272,X'2687fd52eb5453e5e3b11006d2962895b7846db763148b21c95a44fa112cb857',X'e282085e4cf59782ad73bc53694998229aaf966cc7d8cd9fcb8fd4327df57896',1,1767312000,1764288000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(383,383,2,273,X'efa91621dde46a744131572e915c40e63975e22db7a238ad4029106575bae1b6',X'0d9d30aa46f72f64382a2915fcc336f7603ad781550b46b59e9056d5fec8317a',1,1767312000,1764331200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(384,384,2,274,X'a87a8db3492623ce7ca35716eadcc5cf8254ae134a93fd9f14a8e103976f1d2e',X'b1b0279118c87a88be1ea75b555c368b7c45604a478ad803904635b739047a8a',1,1767312000,1764374400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(385,385,2,275,X'f7d23da0a2b15c35a12504ce5e230a51ba9a96cb1306409dda10dbc0ca3fee1f',X'1d2d91ccb5b2d9d8be58201de0787a06d78c66b4b22146ca161a8e6ff7010877',1,1767312000,1764417600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(386,386,2,276,X'f7f20f58a63964d70762ecbcdffe986f8cbe6376fc361f222b5e77a6f40bf6c4',X'084297e32ce0ae8a8eb48125022e9166d62ecd8bad04af3c4359d455b10091cb',1,1767312000,1764460800,'given',1765324800,'given',0,NULL,'');
INSERT INTO versions VALUES(387,387,2,277,X'9ee2094a360c9e101d500bda4c022901ca6824398b749f913daa9084a4ad2fca',X'2391cfa78bc0ba6ef925ddbba7339d8728dfb84a8a3f186b599c74d15ca3786d',1,1767312000,1764504000,'given',1765368000,'given',0,NULL,'');
INSERT INTO versions VALUES(388,388,2,278,X'95e33c2403ee0c049eae4baee24480f9be5ccd319e02d7294ec74a7099a26d92',X'0070a18bb931ff399569b1b98eff45ca8f013bd356370330dab601a0e064a069',1,1767312000,1764547200,'given',1765411200,'given',0,NULL,'');
INSERT INTO versions VALUES(389,389,2,279,X'3a2a549cc49b6d1efe323b6af0e4e9ab74a95a0635ce596a34410ee8999f91e2',X'75375904f70116b387efecb31f54a47c45fb07c5dbecde8cd9f4bc1cc774c7b9',1,1767312000,1764590400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(390,390,2,280,X'e7c590a24674b9a51286110a86ad4310d5b89b7db911610dcdf51c694ba47888',X'6a87f419938b5a3d5cee3b05cecd544e63c7e174a1a1e12e3642dd46cb8e8f2e',1,1767312000,1764633600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(391,391,2,281,X'a844473ffe4229e6a6c32246d80af9578d27c042c679adf879af3f093ac42b9f',X'6461d3bc29add8f864f19c14d517b4d650aa0944c863323edab1fb64792bbd8e',1,1767312000,1764676800,'given',1765540800,'given',0,NULL,'');
INSERT INTO versions VALUES(392,392,2,282,X'32c9e31bac2b9d398c57849cc7427a4aaa65ec8c38cd552c25514b1795cc2dc6',X'727f7eb0d0f75ce23e5c2c33a2617549e133d1fd07e4643827e68a88b4d7794d',1,1767312000,1764720000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(393,393,2,283,X'530180afd2e62e2e9f39f79d7a3160d8f376ef222d2c1f9fb5019e6a4329f526',X'9356e70c2847b6be227a432c3386ed14fe9379b1f7e39e6bb362f33ab6e5a315',1,1767312000,1764763200,'given',1765627200,'given',0,NULL,'');
INSERT INTO versions VALUES(394,394,2,284,X'c0b2e3e6f2d81d354acba94fe67414ea4a9ec340f040ac7ee879075f8dda9959',X'5a708643997c55336010651acadeac8825169e15c4b76725a41658295ce6a9f3',1,1767312000,1764806400,'given',1765670400,'given',0,NULL,'');
INSERT INTO versions VALUES(395,395,2,285,X'303700ab05ccb8c200af3feba86812d1d0f55709fea986e8d93de8cc20d72f21',X'85152533416288e0dc44fb134a0617905f2683cc056764e3e78296c9270eddad',1,1767312000,1764849600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(396,396,2,286,X'4f25f818345be3b0540de35d18e306501b2435e7d27723f9b50939be92729d0b',X'ec918d3a3ff686d900c1420bf32c380495989eb9ef377e9c81e00142a721f019',1,1767312000,1764892800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(397,397,2,287,X'353ccbffa61ee7da737a8133c39c98b2b295b0c114fd8923f121eee1072c800a',X'44be5d920de3bb7e31068aa6307b7ffc6972082fa318d8ac636c09696847b448',1,1767312000,1764936000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(398,398,2,288,X'2b823fa924b0c626cb137203b43bd77c9d28c1ff1dc3fe58df7e1bf3d048cc20',X'32b516a09046817ce37f31fadfd30e8b800695f953d333e7f307fe2ade0b2b6c',1,1767312000,1764979200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(399,399,2,289,X'218b2adeb6f3d50deb1e28e61fcadc62fe69aa0209d712af8f3788ff20faee9c',X'72c29718cfe6915556ccd009d21d61203379125cf77a387f35afa7855d716d9d',1,1767312000,1765022400,'given',1765886400,'given',0,NULL,'');
INSERT INTO versions VALUES(400,400,2,290,X'b4fd5b6ea1943562253d56451fc8368b2579765e260d5c152e594b2df67c7935',X'00fb3c53983bcff20025bfe00280ed94dbfe82bc39c88f16ce157e5c9eb4a416',1,1767312000,1765065600,'given',1765929600,'given',0,NULL,'');
INSERT INTO versions VALUES(401,401,2,291,X'e8f0743d9b699395f5ae764d22a151c2e56d9bb269256f6dc73f772c3755d008',X'293e4971382e596f8929e5db560cbd7187fe7f36dd2f521c5e3abe6b16377e7d',1,1767312000,1765108800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(402,402,2,292,X'3f2e15589eb6a276dc5321ef2387d58c4633f8026f021252392169452f687f08',X'db31286b649dd08ee792a9c1d09a4bd47787001739ba144993b8fd9f139a2748',1,1767312000,1765152000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(403,403,2,293,X'd2cfc2241ba123427563e07f0a845350ac8eb642e27af25e672396a449814bd7',X'c75d0f733e18fa4934fe996ae673248b2fc8400202e9f68b77f6bcab1bd2c390',1,1767312000,1765195200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(404,404,2,294,X'aafcbadfae4e31fa520f5ef4a995a6cbc1464882229ce6154eff5473cb6b2d41',X'35d190fafe30c4c7495437b4452acb4dcfc8b8fe99e096f6a378a0c1ae0c9e13',1,1767312000,1765238400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(405,405,2,295,X'6c4361552d867ed36c335f0f24e456c50719b2f2fedaa368fa8bc9187a5b7307',X'ac74f4b3f68995cd85e60724c65f7186505be7c52f149199d2bf4bf28607379d',1,1767312000,1765281600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(406,406,2,296,X'ea270624d1022ffd971216a7a8b50b31cc07d1e05477898edebaff587f199a93',X'a1869b46993434af348f477821c98fb175bfec4040c470a04d4ca259c99e3038',1,1767312000,1765324800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(407,407,2,297,X'e526c6023e7ac07bcb6522522f494c428d59f0e0b84f3f538f1c40406f2129a0',X'0be376425c5cd5caea830e691d1dc07c8f59b5032f886668722d59482ef2b5ac',1,1767312000,1765368000,'given',1766232000,'given',0,NULL,'');
INSERT INTO versions VALUES(408,408,2,298,X'150007add51f63bf67564be67648d7b50885445bfdb386cbb446bfd07f5ffb96',X'c22396b59ae707c6154306c1c14a470b8be89bcb6e5182e29ab9a8282186c557',1,1767312000,1765411200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(409,409,2,299,X'aa4587f0ac0b7b3892dc4a9b993c445656f3a1b070f1b970556288e39cf1d97e',X'33c0b034dc1c76340dc1d6df666fe7ad47d102f76c71cce222b6a9be22239ead',1,1767312000,1765454400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(410,410,2,300,X'660552b474a9c39116f1cf22a31d3bf998518c3ac2b08f0cf9591df4fbadfe1a',X'ba4403ef092ae6ec2453aa40a727449a597207921b3f84f9793be24b9509f401',1,1767312000,1765497600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(411,411,2,301,X'1bee48f25c0a73e1ef093d6736aa5b5a45814ba0d4c388979fe72bdecaa03a91',X'6210d164c2c3a2d78cf2070f6e91c903288e255f75e3d0e755d34a3c67eaf562',1,1767312000,1765540800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(412,412,2,302,X'1c1814bc6ee02295c4a77e48a980d2a9a9dd8632cf456b668836852f6fe56cf1',X'1da831a61623b38442e6257dfc59b336daf2a99199798b9f89d522843491e1d0',1,1767312000,1765584000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(413,413,2,303,X'9436eb30263b7cf3bcd93660b729d9c54e2cd2e62dead8ed1dd82dc81a0ce6ff',X'509419fc9c2cc51f9b3a6c4ce98c8fd9cc97833f05997c3f54f878ea4f094261',1,1767312000,1765627200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(414,414,2,304,X'c023a8f4b8d106bb7c6cb7cb51400123e5532e6ac0c729637d3d1f54987a1bee',X'6961dca87b39a805d471bfd060d53e9e10b99325bc49a92c29ad751607babc85',1,1767312000,1765670400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(415,415,2,305,X'596f1639b5ee323e5c61865dc91ba0b8a7a1e5b3414489167227eb623d5728a4',X'62b74badc0748c8e2dda24f50f007c5f009baee747f6a92e33e63337fa4cb7af',1,1767312000,1765713600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(416,416,2,306,X'd23f66db621d4379cdce1f015cee8bdcc48910ba06b8cf02a7648aa60b3e8e16',X'f934de8da8f2f6968a2d63d594dba2c85fa939327e49e6a9173e9c1cba9d0342',1,1767312000,1765756800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(417,417,2,307,X'b1c1ec6413f31e58cef74dd71c174ff1768a53fe912c86a78908b403953de539',X'a26c145986e86e6111bab563f6b85ceb6c6262f5e49d99e8dc9e6bd375207c28',1,1767312000,1765800000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(418,418,2,308,X'd9cd296a8d70957417a119487644dbef7341ee4e85092ad93611ab342b9947e2',X'8b172a65cedc1f578ccc88838104bb23484c4ab7cad777a319fe5b352437dde6',1,1767312000,1765843200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(419,419,2,309,X'792f769e570d21eb7b3cca9bb7d464b747c0dfd1c2d2787832a660addc086591',X'6b344657f6faa2711e60714b8c037410df3814d10afe838f99f05218c70a8e94',1,1767312000,1765886400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(420,420,2,310,X'2d3ec8cf418a8735e8d9d9d8e870b5069231d1410323a3cb3f782c5b061a9dcf',X'f74f5274a8f75e2ae9dc9cef281bc6d0d131430bf89302764dd6304e04c53c37',1,1767312000,1765929600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(421,421,2,311,X'bafc5203a940e6e15f25fe90d7b605812d156be9ac1b81c0043cad4cb285c281',X'f1a9dbfd9f9d816606ac7079cbd48bb8f20658e76915065b013b9bf662a08d3f',1,1767312000,1765972800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(422,422,2,312,X'7fdb1f3ec1060ad9760cf07e2e0715aca318aba0e511a75dd8aec161d681ddf3',X'28019a06d006d84dbc2dc403d5e920dbd0cab8fe197cf2763cc1a9edab4c704d',1,1767312000,1766016000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(423,423,2,313,X'95586b58fae183a7fd2bf16cf832cd6d4cdd18765e0c3c0c4fbd3279622f310f',X'0cd559603ee7d20cb9fc8f928c8cb6ec7b4e6592d593888c5bf48a8f525e2e13',1,1767312000,1766059200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(424,424,2,314,X'd565ca040c325890c737bcd6afb91b4be70322eb3b09e6a4b2ab902edf5e6c44',X'9b954d45be217c5538b5e320d75543ed6fdced72bbb39f1dced628d5fd3b1c38',1,1767312000,1766102400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(425,425,2,315,X'1a779fc68d1e9709e876cf132d56dcdc2cf92771ff86ad3e94a235fe80ac50f7',X'985459741bda299b703a31f801eff50ba474d7a182c98b78564bc373b0892fa4',1,1767312000,1766145600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(426,426,2,316,X'fb6c9002d5f4087199b3fad99d3f19dada84e2c97b68e9a8ee9e281051442e32',X'74ab08305ec80a34c25953cdc1684019522ac9eb305b0cf96da60fb2a519e3b8',1,1767312000,1766188800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(427,427,2,317,X'c5f9648ced58f1bb9a874d8a534470076694bbb571d72d8d1f7881fdb8cca33c',X'321fcdbea7fd1efe6d5749869d3d34729acd8b65f9cc3943b63f4d276deead60',1,1767312000,1766232000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(428,428,2,318,X'8233df577d218c57d147fdb5ff9ccd845d0253c90704a6c88562ab3e65c794ea',X'5953689b8a2c9bda7c9b77ed9446843d8babbc765ae0360d33c1b98facf113d2',1,1767312000,1766275200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(429,429,2,319,X'133d8e1fb30fa660c88ffb3ce1fbe38931f53985cc6eb0fc312c5f06302565e5',X'123f241682c4c697d6a4ae79d3c037dbdac10d358e0de1289aa2de4eadc61e4e',1,1767312000,1766318400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(430,430,2,320,X'1f4e1c4e963b171f90c2ba1e9db7deb94a14c37e8724205dc82596e0a86bae51',X'600fc261db6dde1b76e0dd09f641dd639abd20afb900665c4335e46a0e2260ad',1,1767312000,1766361600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(431,431,2,321,X'165f364a0e10aea12d8abe7fe7910996e56252949fc7fb2826c8d8bf0c2eb212',X'8e4fee6e07e1eedfa9ede7384304e5ed447164058b9bf1c77d1ff29a537b1243',1,1767312000,1766404800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(432,432,2,322,X'35e3865144b891152dd2657fd84fe64a00abd7493728d2275273b5eb3194d607',X'c4e075d6d3aef138b16ff589fde82f8add87b21c3cc74f8f058993cb771477f4',1,1767312000,1766448000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(433,433,2,323,X'6e92e51b289dee4f90473ec6bd080c8b6c1a1616d67c9882a5a4b9d0f5d6992a',X'e773393ace8554db4a3f7d791d1cc721853e543292a3a7bc72e0eea3c1731033',1,1767312000,1766491200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(434,434,2,324,X'9121f45326e21b15433d94c94327cbddbc5b628368c9f2e62af4cf225d90afe1',X'f42ca6c2ec15696ac0bf837a7e04604fd3de854cfa94c218d9858add91814dfe',1,1767312000,1766534400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(435,435,2,325,X'5ad888aa3842bece76a99a93cab11c42ea2a20238dc3f52569a48b6cc39271f9',X'a1a5d906142622ddb1260a3f768aeaaa84f142c847eb09bfd527980a39e3229d',1,1767312000,1766577600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(436,436,2,326,X'224d37b05fd186d3bb8a1932917bde0943491f97df1ca3773c4c9ca5983de19e',X'39678feb6dcd6a9e70c798d6fcc657e86983e49e1f8ab7fa9da30e6c96ca5812',1,1767312000,1766620800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(437,437,2,327,X'd9bd96c19c57c99ecd3485e8caa2863ca52a28c4a67fe4803b503c5c8b3a6425',X'bcfbd28719020e9140316a7aa4c69f998898380c72742e04595b6860fbc59a22',1,1767312000,1766664000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(438,438,2,328,X'37f20a5f40dee3809af5663bb3a4fef302a8a6714ff63647e32e52015b3d7c3b',X'5601bcf1bad03765d22829dc9fdb07be4a926ff4b249d0663e43b7713ddbaf87',1,1767312000,1766707200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(439,439,2,329,X'00d4cccee41a42805af222ef7b33da292c6637855fb18a864143f5bc3a344d62',X'65a207f44a38c69e941c5d497b56b90e101434f830e1618f960ac08e98df73db',1,1767312000,1766750400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(440,440,2,330,X'0029821aa9871de91ad3bd1e46975c79962a9525df827af55767c8e57409e63d',X'5c2e4d8eb76b0196de276de8dae7228f8ddeb3f5c4bc48f367408c5b08f407a7',1,1767312000,1766793600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(441,441,2,331,X'd0e9e127b6e68a9f94739062d804341d2b0d76c1b0dc8a4a5ddcb4837e0096b9',X'0ed708a7b079c2e5301cbf73ae70b49a5a0b81c1c0e4ae10b7f441c01f273703',1,1767312000,1766836800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(442,442,2,332,X'2370972da7e71620e4259cc4fa34925eb84d6dc61247ca9683b8ba82404f132f',X'7f94afa0b3cf4f583f947aed482134958baa97a020bebaac5907b4c0dfe11985',1,1767312000,1766880000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(443,443,2,333,X'5de31940d426b07ac0a51a508c4e5e4aa89e6349910d2bd8622b0162c5e72bff',X'0fb2df611c200075631454a6bcd5e3b5052cc9c572c5b70e772154d79beecb50',1,1767312000,1766923200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(444,444,2,334,X'afa5340494e18e9691291577d451b257ae30c29217e4e095b8e57b7f09cc33a5',X'3d9d1051b1bd2af3b9c5b7fbc7e07fc972314010f7b3d0a26e9a1b9d24972861',1,1767312000,1766966400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(445,445,2,335,X'e1a4abd38faf42481ec66384af20874659a4c25352c774eda76dd13f3e4d9f07',X'037abf4de8bce58f38d91950080d6b6d866261a42f3aee1abe71ba2ed24acb11',1,1767312000,1767009600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(446,446,2,336,X'10ee9447e23393f49b5dbee23f2eed1dfa457982cb5ac4c8ab2706fb1a8b6f8c',X'292aa74d7957ea1ba54d44a299b8b8f46cc812bea471cd69a8c1bf3d5a4a6aa6',1,1767312000,1767052800,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(447,447,2,337,X'b6f2c72902e1cd9434f350f49b83f43bf4447e9a8c00170a83504b9a32ce0447',X'0d739147438b7fde304886ea6a7812f9a6662576819737490cdaf7182991dc91',1,1767312000,1767096000,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(448,448,2,338,X'3c8a66139a76333323d41c86364deaa76c20b278b5076f74475ed1f10a60ec4e',X'65e75e24ae98eeb840172c246a0a24c83c5f41d72e94aea78ba2b83b513894b1',1,1767312000,1767139200,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(449,449,2,339,X'2af3ca5011beda919eb0fe10fe88a1658718ce488bcd18767fd4102ca34015f8',X'f28d1114c937881d13fc588cbfb709fb6212cfd902119398dfc65da958f171c1',1,1767312000,1767182400,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(450,450,2,340,X'9550eb63742e647a82a8726cb214234c48df3aa66306911a6f39cbe6b768cd7c',X'02268134187ea2199e67e720b21e5c5830108bc21bd6e251c718a18969648261',1,1767312000,1767225600,'given',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(451,451,3,1,X'20e504777001fc6ceafb207cdf276b7bed380dae7cb405f85861296e58b5b07d',X'b1815ba581da0142b36713aae55e8ba002d1e29e69aafb25ef728bcc21b59d2f',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(452,452,3,2,X'413108501d52d8bef13fbe523c7b2989a260e563f53a572de8ca95ba6cc76a5e',X'74ac07de19c61808af9075fc1dcd22efd38c2c28673bb726d81ec8e806fd3ec7',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(453,453,3,3,X'821d5871604743da5b8388fb4603e2a7b214daa8a86940b1f9e09747035f6cbc',X'17467806c002a800491e344dcd8d7c0d1d31356c620f40d147bf7faaf7a7fb54',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(454,454,3,4,X'4c423d72cd906ed9ad5287a5c3193b2475e17cd4c2d0f8aeb053f3560390d9f9',X'b701ac80be3a36f355c3653abfb5febecbdddef15e1353fcc3811faef8e51161',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(455,455,3,5,X'41cb8ff7a05436d3140eef32b93a76166eb619c9b1e94bd9cb10e38def654360',X'2be8cd640211a3960db2808799b5536d385c605b228c3991b9637fe495f11548',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(456,456,3,6,X'b568484f47a5009f950faa33ffab8c6c7d3b4a933532238f348873394fa60f80',X'89d91a8de16cfdc89e9eecdaaa4a7cf513f85e37d08521b76e8e3481eef17f02',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(457,457,4,1,X'c818b78476003a896470a68ff1e723b1b8eed5388a6b09c91f66f4f9c6416a92',X'98fa30f342e04a98a8ef51ace47df46f83fc4f15855dd35058d340510e3a4b81',1,1767312000,1767312000,'import',1752105600,'given',0,NULL,'');
INSERT INTO versions VALUES(458,458,4,2,X'f1da2743728f817072bbc17558683a2aafdaf66362c5732221eb563a758adb06',X'a6810269aefd320067a7389259c391a5c287aafd2d7cfe800388ec55f3ca8a7a',1,1767312000,1767312000,'import',1754179200,'given',0,NULL,'');
INSERT INTO versions VALUES(459,459,4,3,X'00a6455bda21ea2ec8b4c7f8490ff7c6b3b6de8e08ead2c9a00b08909f001cef',X'0f99b29a2959a81c41c71e36551d9c7a244f897e4d5df9524f41d5b28469666d',1,1767312000,1767312000,'import',1757462400,'given',0,NULL,'');
INSERT INTO versions VALUES(460,460,4,4,X'c3f1f9aa50232ebda082d21f3981a3ea23ac3e626c72a76ffae2d805c18c7ba7',X'114e25b245d53441729810b3d43365d174b23c22eddf950a2f91085745099bcc',1,1767312000,1767312000,'import',1759363200,'given',0,NULL,'');
INSERT INTO versions VALUES(461,461,4,5,X'b5452413b8b84949b9b80071aa32627cedb226de8ff7ea9d2622d7321798be75',X'3cc3868c7ee0bc1e4e3454dfa49cdbf9e3cabcfa3f4af78f8d2cb18ae2124cbb',1,1767312000,1767312000,'import',1766620800,'given',0,NULL,'');
INSERT INTO versions VALUES(462,462,5,1,X'7513b0140abdb34ecfaa628d6964b1f5dda9427a1f0b45af805981abac403423',X'd7f4eecafee899e426300ab4ed8b8e6b9bee473015ff81080d8960ebb0f3c867',1,1767312000,1767312000,'import',1767312000,'import',0,NULL,'');
INSERT INTO versions VALUES(463,463,6,1,X'd62e178c1eb40987e136bd06a0b626e254594f843d6d9fa28d493c8601c24bad',X'05da3d0e764badc4804117bd93f9160413202e22d754b6ad559337f3c1ba9e57',1,1777698000,1777698000,'import',1777698000,'import',0,NULL,'');
INSERT INTO versions VALUES(464,464,7,1,X'c3fd8332f51e638169729ac9a0670f06d2719494b61574155b0707bb3665d4ab',X'2eba85128fac7bcc99bb4e17db5c0ebc36c75ab438cde20e66d97ad11ae88351',4,1777782600,1772409599,'assumed',1772409599,'assumed',0,NULL,'');
INSERT INTO versions VALUES(465,465,8,1,X'1623ebb47891a88ca02ad7129140b55dcda737c64da7d06634f208b929c6a373',X'426dde2c53e25e88477b083051bb51719b0bfe6e43b2550559fa15b7b1d0a6cb',4,1777782600,1775001660,'assumed',NULL,'import',0,NULL,'');
INSERT INTO versions VALUES(466,466,9,1,X'f11cf3c3767e49fc4a2fa206c96b6a2a19eb3b3b29971288789888a8b3842f61',X'bc24d9caac8cff5180f635879a072375b293a2ca60cbeb0bf48647dbfbbbf92c',4,1777782600,1775088000,'assumed',1777782600,'import',0,NULL,'');
INSERT INTO versions VALUES(467,467,10,1,X'c05abf75f958a41952f2634a1017ff3a6e8c23729fe33c2ae18b92ee93836c12',X'834f1a0be8d04ae976b73b62f641d935978db0df172a9e87cca8e2b2c1de1bcb',4,1777782600,1777782600,'assumed',NULL,'import',0,NULL,'');
CREATE TABLE tickets (
  -- WORLD. Versions of records of the kind 'ticket': rows of a service desk or issue tracker.
  version_id         INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project            TEXT NOT NULL DEFAULT '', -- as in records
  id                 TEXT NOT NULL DEFAULT '', -- as in records
  title              TEXT NOT NULL DEFAULT '', -- free text, known at created
  description        TEXT NOT NULL DEFAULT '', -- free text, known at created
  created            INTEGER,                  -- time of filing; undated rows keep the order of their file
  updated            INTEGER,                  -- time of the last change in the tracker
  resolved           INTEGER,                  -- time of resolution: when the fields below became known
  component          TEXT NOT NULL DEFAULT '', -- where it belonged in the end (label)
  team               TEXT NOT NULL DEFAULT '', -- who solved it (label)
  assignee           TEXT NOT NULL DEFAULT '', -- [PERSON:...]
  severity           TEXT NOT NULL DEFAULT '', -- verbatim; clinical impact is mapped from it by [impact]
  priority           TEXT NOT NULL DEFAULT '', -- verbatim
  type               TEXT NOT NULL DEFAULT '', -- verbatim: bug, incident, request, ...
  status             TEXT NOT NULL DEFAULT '', -- verbatim; open or closed by [status]
  resolution         TEXT NOT NULL DEFAULT '', -- verbatim: fixed, duplicate, ...
  duplicate_of       TEXT NOT NULL DEFAULT '', -- id of the earlier ticket
  parent             TEXT NOT NULL DEFAULT '', -- id of the ticket it belongs to
  system             TEXT NOT NULL DEFAULT '', -- system of the estate
  cause              TEXT NOT NULL DEFAULT '', -- root cause (label)
  maintenance        TEXT NOT NULL DEFAULT '', -- corrective, adaptive, perfective, preventive (label)
  workflow           TEXT NOT NULL DEFAULT '', -- clinical or business workflow
  workaround         TEXT NOT NULL DEFAULT '', -- free text: how people cope meanwhile
  labels             TEXT NOT NULL DEFAULT '', -- tags of the tracker
  started            INTEGER,                  -- time the incident began
  detected           INTEGER,                  -- time it was noticed
  restored           INTEGER,                  -- time the service was back
  reopened           TEXT NOT NULL DEFAULT '', -- verbatim: how often, or whether
  escalated          TEXT NOT NULL DEFAULT '', -- verbatim: to whom, or whether
  caused_by_change   TEXT NOT NULL DEFAULT '', -- commit, as the tracker links it
  "release"          TEXT NOT NULL DEFAULT '', -- release it was seen in
  component_filed    TEXT NOT NULL DEFAULT '', -- as filed first: known at created
  team_filed         TEXT NOT NULL DEFAULT '', -- as filed first
  severity_filed     TEXT NOT NULL DEFAULT '', -- as filed first
  priority_filed     TEXT NOT NULL DEFAULT '', -- as filed first
  extra              TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
INSERT INTO tickets VALUES(1,'desk','T1','router router firewa','router router firewall router vpn switch',1757808000,NULL,1757811600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(2,'desk','T2','merge allergy wirele','merge allergy wireless patient merge allergy',1757894400,NULL,1757898000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(3,'desk','T3','dispensing dose dose','dispensing dose dose chart switch formulary',1757980800,NULL,1757984400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(4,'desk','T4','document discharge p','document discharge patient document wireless discharge',1758067200,NULL,1758070800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(5,'desk','T5','chart merge allergy','chart merge allergy discharge discharge discharge',1758153600,NULL,1758157200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(6,'desk','T6','router cable vpn cha','router cable vpn chart router wireless',1758240000,NULL,1758243600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(7,'desk','T7','dispensing router do','dispensing router document document cable cable',1758326400,NULL,1758330000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(8,'desk','T8','vpn patient allergy','vpn patient allergy interaction chart chart',1758412800,NULL,1758416400,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(9,'desk','T9','chart switch infusio','chart switch infusion wireless medication vpn',1758499200,NULL,1758502800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(10,'desk','T10','document chart merge','document chart merge firewall merge dispensing',1758585600,NULL,1758589200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(11,'desk','T11','switch document fire','switch document firewall switch switch vpn',1758672000,NULL,1758675600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(12,'desk','T12','formulary formulary','formulary formulary dose dispensing router dispensing',1758758400,NULL,1758762000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(13,'desk','T13','vpn wireless vpn fir','vpn wireless vpn firewall wireless firewall',1758844800,NULL,1758848400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(14,'desk','T14','formulary interactio','formulary interaction router formulary formulary allergy',1758931200,NULL,1758934800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(15,'desk','T15','patient allergy docu','patient allergy document document chart discharge',1759017600,NULL,1759021200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(16,'desk','T16','discharge dose chart','discharge dose chart merge patient document',1759104000,NULL,1759107600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(17,'desk','T17','switch switch vpn wi','switch switch vpn wireless vpn vpn',1759190400,NULL,1759194000,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(18,'desk','T18','interaction medicati','interaction medication medication document cable formulary',1759276800,NULL,1759280400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(19,'desk','T19','discharge router fir','discharge router firewall switch router firewall',1759363200,NULL,1759366800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(20,'desk','T20','discharge chart docu','discharge chart document document chart patient',1759449600,NULL,1759453200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(21,'desk','T21','allergy allergy merg','allergy allergy merge switch merge document',1759536000,NULL,1759539600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(22,'desk','T22','formulary switch for','formulary switch formulary infusion chart formulary',1759622400,NULL,1759626000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(23,'desk','T23','vpn allergy vpn rout','vpn allergy vpn router wireless router',1759708800,NULL,1759712400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(24,'desk','T24','dose cable wireless','dose cable wireless chart wireless router',1759795200,NULL,1759798800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(25,'desk','T25','patient vpn patient','patient vpn patient switch patient allergy',1759881600,NULL,1759885200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(26,'desk','T26','cable vpn router vpn','cable vpn router vpn allergy discharge',1759968000,NULL,1759971600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(27,'desk','T27','firewall cable cable','firewall cable cable wireless formulary firewall',1760054400,NULL,1760058000,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(28,'desk','T28','dose cable switch do','dose cable switch dose infusion router',1760140800,NULL,1760144400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(29,'desk','T29','cable firewall medic','cable firewall medication switch router router',1760227200,NULL,1760230800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(30,'desk','T30','discharge cable vpn','discharge cable vpn router discharge cable',1760313600,NULL,1760317200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(31,'desk','T31','firewall document ch','firewall document chart discharge firewall discharge',1760400000,NULL,1760403600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(32,'desk','T32','switch wireless fire','switch wireless firewall firewall cable vpn',1760486400,NULL,1760490000,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(33,'desk','T33','document dispensing','document dispensing document allergy dispensing patient',1760572800,NULL,1760576400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(34,'desk','T34','router firewall wire','router firewall wireless switch router router',1760659200,NULL,1760662800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(35,'desk','T35','patient router medic','patient router medication wireless firewall firewall',1760745600,NULL,1760749200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(36,'desk','T36','allergy discharge al','allergy discharge allergy vpn patient chart',1760832000,NULL,1760835600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(37,'desk','T37','patient vpn allergy','patient vpn allergy dispensing chart allergy',1760918400,NULL,1760922000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(38,'desk','T38','formulary switch vpn','formulary switch vpn dose formulary dose',1761004800,NULL,1761008400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(39,'desk','T39','vpn dose switch wire','vpn dose switch wireless dispensing switch',1761091200,NULL,1761094800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(40,'desk','T40','infusion dose intera','infusion dose interaction dose switch formulary',1761177600,NULL,1761181200,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(41,'desk','T41','discharge cable form','discharge cable formulary vpn wireless wireless',1761264000,NULL,1761267600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(42,'desk','T42','infusion formulary d','infusion formulary document dose dose dispensing',1761350400,NULL,1761354000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(43,'desk','T43','interaction discharg','interaction discharge merge chart discharge switch',1761436800,NULL,1761440400,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(44,'desk','T44','dispensing dose inte','dispensing dose interaction interaction dispensing infusion',1761523200,NULL,1761526800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(45,'desk','T45','allergy formulary fi','allergy formulary firewall medication medication interaction',1761609600,NULL,1761613200,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(46,'desk','T46','merge discharge vpn','merge discharge vpn chart wireless firewall',1761696000,NULL,1761699600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(47,'desk','T47','infusion dose dispen','infusion dose dispensing dose interaction interaction',1761782400,NULL,1761786000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(48,'desk','T48','firewall vpn vpn cha','firewall vpn vpn chart switch firewall',1761868800,NULL,1761872400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(49,'desk','T49','discharge patient pa','discharge patient patient document patient medication',1761955200,NULL,1761958800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(50,'desk','T50','cable discharge fire','cable discharge firewall wireless patient wireless',1762041600,NULL,1762045200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(51,'desk','T51','document allergy dis','document allergy discharge cable wireless switch',1762128000,NULL,1762131600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(52,'desk','T52','cable chart chart pa','cable chart chart patient allergy vpn',1762214400,NULL,1762218000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(53,'desk','T53','router switch merge','router switch merge interaction chart vpn',1762300800,NULL,1762304400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(54,'desk','T54','infusion firewall fi','infusion firewall firewall wireless firewall formulary',1762387200,NULL,1762390800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(55,'desk','T55','medication patient c','medication patient chart switch switch wireless',1762473600,NULL,1762477200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(56,'desk','T56','merge discharge alle','merge discharge allergy dispensing merge allergy',1762560000,NULL,1762563600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(57,'desk','T57','dispensing allergy i','dispensing allergy infusion formulary medication router',1762646400,NULL,1762650000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(58,'desk','T58','infusion interaction','infusion interaction router formulary dose allergy',1762732800,NULL,1762736400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(59,'desk','T59','dispensing allergy w','dispensing allergy wireless vpn discharge patient',1762819200,NULL,1762822800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(60,'desk','T60','firewall switch infu','firewall switch infusion wireless switch interaction',1762905600,NULL,1762909200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(61,'desk','T61','allergy allergy disc','allergy allergy discharge vpn chart document',1762992000,NULL,1762995600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(62,'desk','T62','chart interaction in','chart interaction interaction router formulary interaction',1763078400,NULL,1763082000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(63,'desk','T63','switch chart switch','switch chart switch cable router vpn',1763164800,NULL,1763168400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(64,'desk','T64','merge allergy formul','merge allergy formulary discharge chart firewall',1763251200,NULL,1763254800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(65,'desk','T65','patient allergy cabl','patient allergy cable allergy patient wireless',1763337600,NULL,1763341200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(66,'desk','T66','switch vpn router vp','switch vpn router vpn chart router',1763424000,NULL,1763427600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(67,'desk','T67','document discharge r','document discharge router discharge patient merge',1763510400,NULL,1763514000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(68,'desk','T68','cable wireless switc','cable wireless switch cable router cable',1763596800,NULL,1763600400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(69,'desk','T69','document chart firew','document chart firewall allergy discharge router',1763683200,NULL,1763686800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(70,'desk','T70','medication allergy m','medication allergy merge discharge infusion document',1763769600,NULL,1763773200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(71,'desk','T71','interaction router v','interaction router vpn switch router router',1763856000,NULL,1763859600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(72,'desk','T72','document merge dispe','document merge dispensing document patient discharge',1763942400,NULL,1763946000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(73,'desk','T73','router dispensing fo','router dispensing formulary merge dispensing dose',1764028800,NULL,1764032400,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(74,'desk','T74','dose vpn dispensing','dose vpn dispensing infusion interaction dispensing',1764115200,NULL,1764118800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(75,'desk','T75','dispensing medicatio','dispensing medication infusion medication cable interaction',1764201600,NULL,1764205200,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(76,'desk','T76','cable switch switch','cable switch switch vpn patient dose',1764288000,NULL,1764291600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(77,'desk','T77','allergy dose documen','allergy dose document interaction allergy discharge',1764374400,NULL,1764378000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(78,'desk','T78','router firewall swit','router firewall switch dispensing switch merge',1764460800,NULL,1764464400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(79,'desk','T79','medication dispensin','medication dispensing dispensing medication discharge cable',1764547200,NULL,1764550800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(80,'desk','T80','formulary firewall m','formulary firewall merge interaction dispensing interaction',1764633600,NULL,1764637200,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(81,'desk','T81','discharge chart disc','discharge chart discharge patient wireless document',1764720000,NULL,1764723600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(82,'desk','T82','discharge chart form','discharge chart formulary allergy chart document',1764806400,NULL,1764810000,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(83,'desk','T83','vpn wireless cable r','vpn wireless cable router router vpn',1764892800,NULL,1764896400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(84,'desk','T84','chart switch wireles','chart switch wireless router router medication',1764979200,NULL,1764982800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(85,'desk','T85','dispensing formulary','dispensing formulary document chart discharge discharge',1765065600,NULL,1765069200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(86,'desk','T86','dose firewall medica','dose firewall medication vpn dispensing interaction',1765152000,NULL,1765155600,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(87,'desk','T87','dispensing dispensin','dispensing dispensing formulary firewall dispensing dispensing',1765238400,NULL,1765242000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(88,'desk','T88','infusion switch wire','infusion switch wireless firewall vpn vpn',1765324800,NULL,1765328400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(89,'desk','T89','discharge patient pa','discharge patient patient dose dispensing document',1765411200,NULL,1765414800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(90,'desk','T90','router cable cable p','router cable cable patient firewall firewall',1765497600,NULL,1765501200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(91,'desk','T91','switch vpn router fi','switch vpn router firewall document cable',1765584000,NULL,1765587600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(92,'desk','T92','interaction medicati','interaction medication dose dose merge medication',1765670400,NULL,1765674000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(93,'desk','T93','switch wireless wire','switch wireless wireless dose firewall wireless',1765756800,NULL,1765760400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(94,'desk','T94','vpn discharge patien','vpn discharge patient vpn wireless wireless',1765843200,NULL,1765846800,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(95,'desk','T95','infusion infusion me','infusion infusion medication vpn switch cable',1765929600,NULL,1765933200,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(96,'desk','T96','router dispensing in','router dispensing interaction formulary wireless chart',1766016000,NULL,1766019600,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(97,'desk','T97','switch dispensing wi','switch dispensing wireless chart firewall wireless',1766102400,NULL,1766106000,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(98,'desk','T98','formulary cable dose','formulary cable dose cable cable router',1766188800,NULL,1766192400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(99,'desk','T99','interaction dispensi','interaction dispensing allergy infusion document infusion',1766275200,NULL,1766278800,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(100,'desk','T100','allergy chart discha','allergy chart discharge merge merge discharge',1766361600,NULL,1766365200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(101,'desk','T101','switch dose router a','switch dose router allergy allergy patient',1766448000,NULL,1766451600,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(102,'desk','T102','wireless wireless wi','wireless wireless wireless router cable chart',1766534400,NULL,1766538000,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(103,'desk','T103','router switch cable','router switch cable switch switch router',1766620800,NULL,1766624400,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(104,'desk','T104','document document do','document document dose medication infusion chart',1766707200,NULL,1766710800,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(105,'desk','T105','chart dispensing dis','chart dispensing discharge dispensing formulary wireless',1766793600,NULL,1766797200,'records desk','records','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(106,'desk','T106','cable firewall docum','cable firewall document discharge medication cable',1766880000,NULL,1766883600,'network desk','network','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(107,'desk','T107','dispensing medicatio','dispensing medication dispensing interaction switch allergy',1766966400,NULL,1766970000,'pharmacy desk','pharmacy','','low','','','Closed','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(108,'desk','T108','formulary router vpn','formulary router vpn switch router switch',1767052800,NULL,NULL,'','','','high','','','New','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(109,'desk','T109','formulary infusion v','formulary infusion vpn formulary medication medication',1767139200,NULL,NULL,'','','','high','','','New','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
INSERT INTO tickets VALUES(110,'desk','T110','dispensing switch di','dispensing switch dispensing medication dispensing medication',1767225600,NULL,NULL,'','','','high','','','New','','','','','','','','','',NULL,NULL,NULL,'','','','','','','','','');
CREATE TABLE changes (
  -- WORLD. Versions of records of the kind 'change' (id: the commit): one commit or row of a change log.
  version_id  INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project     TEXT NOT NULL DEFAULT '', -- as in records
  "commit"    TEXT NOT NULL DEFAULT '', -- as records.id
  author_date INTEGER,                  -- time
  author      TEXT NOT NULL DEFAULT '', -- [PERSON:...]
  message     TEXT NOT NULL DEFAULT '', -- free text
  ns          REAL,                     -- subsystems touched (this and the next 13: Kamei et al. 2013, table 1)
  nd          REAL,                     -- folders touched
  nf          REAL,                     -- files touched
  entropy     REAL,                     -- spread of the change over its files, bits
  la          REAL,                     -- lines added
  ld          REAL,                     -- lines deleted
  lt          REAL,                     -- lines in the files before
  fix         REAL,                     -- 1: says that it fixes a defect
  ndev        REAL,                     -- people who changed the files before
  age         REAL,                     -- mean time since the files were changed, days
  nuc         REAL,                     -- earlier changes to the files
  exp         REAL,                     -- earlier changes by the author
  rexp        REAL,                     -- the same, recent ones counting more
  sexp        REAL,                     -- the same, in these subsystems
  buggy       INTEGER CHECK (buggy IN (0, 1)), -- label as exported; NULL: none
  split       TEXT NOT NULL DEFAULT '', -- part of a published split: train, test, ...
  label_time  INTEGER,                  -- when buggy became known; NULL: not known
  kind        TEXT NOT NULL DEFAULT '', -- code, configuration, infrastructure, patch
  system      TEXT NOT NULL DEFAULT '', -- system of the estate
  "release"   TEXT NOT NULL DEFAULT '', -- release that it names as its own
  tickets     TEXT NOT NULL DEFAULT '', -- ids of the tickets it is for, joined by '|'
  approver    TEXT NOT NULL DEFAULT '', -- [PERSON:...]
  extra       TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
INSERT INTO changes VALUES(111,'app','c00001',1752580800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,5.0,0.5,100.0,33.0,200.0,0.0,2.0,10.0,3.0,73.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(112,'app','c00002',1752624000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,101.0,33.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(113,'app','c00003',1752667200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,145.0,48.0,200.0,0.0,2.0,10.0,3.0,66.0,5.0,5.0,1,'train',1753531200,'','','','','','');
INSERT INTO changes VALUES(114,'app','c00004',1752710400,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,2.0,0.5,74.0,24.0,200.0,0.0,2.0,10.0,3.0,76.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(115,'app','c00005',1752753600,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,75.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(116,'app','c00006',1752796800,'[PERSON:820665c463bc]','rework the form',1.0,1.0,1.0,0.5,162.0,54.0,200.0,0.0,2.0,10.0,3.0,11.0,5.0,5.0,1,'train',1753660800,'','','','','','');
INSERT INTO changes VALUES(117,'app','c00007',1752840000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,87.0,29.0,200.0,0.0,2.0,10.0,3.0,41.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(118,'app','c00008',1752883200,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,5.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,1,'train',1753747200,'','','','','','');
INSERT INTO changes VALUES(119,'app','c00009',1752926400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,62.0,20.0,200.0,0.0,2.0,10.0,3.0,31.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(120,'app','c00010',1752969600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,19.0,6.0,200.0,0.0,2.0,10.0,3.0,50.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(121,'app','c00011',1753012800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,83.0,27.0,200.0,0.0,2.0,10.0,3.0,14.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(122,'app','c00012',1753056000,'[PERSON:820665c463bc]','rework the form',1.0,1.0,2.0,0.5,126.0,42.0,200.0,0.0,2.0,10.0,3.0,18.0,5.0,5.0,1,'train',1753920000,'','','','','','');
INSERT INTO changes VALUES(123,'app','c00013',1753099200,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,4.0,0.5,98.0,32.0,200.0,0.0,2.0,10.0,3.0,29.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(124,'app','c00014',1753142400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,67.0,22.0,200.0,0.0,2.0,10.0,3.0,32.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(125,'app','c00015',1753185600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,28.0,9.0,200.0,0.0,2.0,10.0,3.0,90.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(126,'app','c00016',1753228800,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,2.0,0.5,22.0,7.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,1,'train',1754092800,'','','','','','');
INSERT INTO changes VALUES(127,'app','c00017',1753272000,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,4.0,0.5,30.0,10.0,200.0,0.0,2.0,10.0,3.0,53.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(128,'app','c00018',1753315200,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,2.0,0.5,179.0,59.0,200.0,0.0,2.0,10.0,3.0,66.0,5.0,5.0,1,'train',1754179200,'','','','','','');
INSERT INTO changes VALUES(129,'app','c00019',1753358400,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,5.0,0.5,139.0,46.0,200.0,0.0,2.0,10.0,3.0,63.0,5.0,5.0,1,'train',1754222400,'','','','','','');
INSERT INTO changes VALUES(130,'app','c00020',1753401600,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,1.0,0.5,95.0,31.0,200.0,0.0,2.0,10.0,3.0,42.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(131,'app','c00021',1753444800,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,4.0,0.5,178.0,59.0,200.0,0.0,2.0,10.0,3.0,25.0,5.0,5.0,1,'train',1754308800,'','','','','','');
INSERT INTO changes VALUES(132,'app','c00022',1753488000,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,178.0,59.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(133,'app','c00023',1753531200,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,4.0,0.5,98.0,32.0,200.0,0.0,2.0,10.0,3.0,65.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(134,'app','c00024',1753574400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,27.0,9.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(135,'app','c00025',1753617600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,132.0,44.0,200.0,0.0,2.0,10.0,3.0,76.0,5.0,5.0,1,'train',1754481600,'','','','','','');
INSERT INTO changes VALUES(136,'app','c00026',1753660800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,103.0,34.0,200.0,0.0,2.0,10.0,3.0,65.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(137,'app','c00027',1753704000,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,1.0,0.5,37.0,12.0,200.0,0.0,2.0,10.0,3.0,67.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(138,'app','c00028',1753747200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,3.0,0.5,11.0,3.0,200.0,0.0,2.0,10.0,3.0,85.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(139,'app','c00029',1753790400,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,3.0,0.5,94.0,31.0,200.0,0.0,2.0,10.0,3.0,14.0,5.0,5.0,1,'train',1754654400,'','','','','','');
INSERT INTO changes VALUES(140,'app','c00030',1753833600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,101.0,33.0,200.0,0.0,2.0,10.0,3.0,6.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(141,'app','c00031',1753876800,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,60.0,20.0,200.0,0.0,2.0,10.0,3.0,87.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(142,'app','c00032',1753920000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,88.0,29.0,200.0,0.0,2.0,10.0,3.0,4.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(143,'app','c00033',1753963200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,122.0,40.0,200.0,0.0,2.0,10.0,3.0,18.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(144,'app','c00034',1754006400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,1.0,0.5,64.0,21.0,200.0,0.0,2.0,10.0,3.0,13.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(145,'app','c00035',1754049600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,46.0,15.0,200.0,0.0,2.0,10.0,3.0,25.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(146,'app','c00036',1754092800,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,78.0,26.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(147,'app','c00037',1754136000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,119.0,39.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(148,'app','c00038',1754179200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,50.0,16.0,200.0,0.0,2.0,10.0,3.0,83.0,5.0,5.0,1,'train',1755043200,'','','','','','');
INSERT INTO changes VALUES(149,'app','c00039',1754222400,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,3.0,0.5,34.0,11.0,200.0,0.0,2.0,10.0,3.0,42.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(150,'app','c00040',1754265600,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,3.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,9.0,5.0,5.0,1,'train',1755129600,'','','','','','');
INSERT INTO changes VALUES(151,'app','c00041',1754308800,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,122.0,40.0,200.0,0.0,2.0,10.0,3.0,35.0,5.0,5.0,1,'train',1755172800,'','','','','','');
INSERT INTO changes VALUES(152,'app','c00042',1754352000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,118.0,39.0,200.0,0.0,2.0,10.0,3.0,16.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(153,'app','c00043',1754395200,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,5.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,50.0,5.0,5.0,1,'train',1755259200,'','','','','','');
INSERT INTO changes VALUES(154,'app','c00044',1754438400,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,30.0,10.0,200.0,0.0,2.0,10.0,3.0,59.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(155,'app','c00045',1754481600,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,4.0,0.5,53.0,17.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,1,'train',1755345600,'','','','','','');
INSERT INTO changes VALUES(156,'app','c00046',1754524800,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,165.0,55.0,200.0,0.0,2.0,10.0,3.0,61.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(157,'app','c00047',1754568000,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,1.0,0.5,68.0,22.0,200.0,0.0,2.0,10.0,3.0,33.0,5.0,5.0,1,'train',1755432000,'','','','','','');
INSERT INTO changes VALUES(158,'app','c00048',1754611200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,65.0,21.0,200.0,0.0,2.0,10.0,3.0,38.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(159,'app','c00049',1754654400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,134.0,44.0,200.0,0.0,2.0,10.0,3.0,12.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(160,'app','c00050',1754697600,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,4.0,0.5,138.0,46.0,200.0,0.0,2.0,10.0,3.0,56.0,5.0,5.0,1,'train',1755561600,'','','','','','');
INSERT INTO changes VALUES(161,'app','c00051',1754740800,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,5.0,0.5,128.0,42.0,200.0,0.0,2.0,10.0,3.0,40.0,5.0,5.0,1,'train',1755604800,'','','','','','');
INSERT INTO changes VALUES(162,'app','c00052',1754784000,'[PERSON:d60947012798]','rework the form',1.0,1.0,3.0,0.5,154.0,51.0,200.0,0.0,2.0,10.0,3.0,38.0,5.0,5.0,1,'train',1755648000,'','','','','','');
INSERT INTO changes VALUES(163,'app','c00053',1754827200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,5.0,0.5,37.0,12.0,200.0,0.0,2.0,10.0,3.0,69.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(164,'app','c00054',1754870400,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,3.0,0.5,101.0,33.0,200.0,0.0,2.0,10.0,3.0,3.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(165,'app','c00055',1754913600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,82.0,27.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(166,'app','c00056',1754956800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,78.0,26.0,200.0,0.0,2.0,10.0,3.0,80.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(167,'app','c00057',1755000000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,2.0,0.5,73.0,24.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(168,'app','c00058',1755043200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,55.0,18.0,200.0,0.0,2.0,10.0,3.0,76.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(169,'app','c00059',1755086400,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,2.0,0.5,149.0,49.0,200.0,0.0,2.0,10.0,3.0,11.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(170,'app','c00060',1755129600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,135.0,45.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,1,'train',1755993600,'','','','','','');
INSERT INTO changes VALUES(171,'app','c00061',1755172800,'[PERSON:d60947012798]','rework the form',1.0,1.0,5.0,0.5,187.0,62.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,1,'train',1756036800,'','','','','','');
INSERT INTO changes VALUES(172,'app','c00062',1755216000,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,2.0,0.5,59.0,19.0,200.0,0.0,2.0,10.0,3.0,48.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(173,'app','c00063',1755259200,'[PERSON:820665c463bc]','rework the form',1.0,1.0,5.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,14.0,5.0,5.0,1,'train',1756123200,'','','','','','');
INSERT INTO changes VALUES(174,'app','c00064',1755302400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,114.0,38.0,200.0,0.0,2.0,10.0,3.0,41.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(175,'app','c00065',1755345600,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,3.0,0.5,19.0,6.0,200.0,0.0,2.0,10.0,3.0,62.0,5.0,5.0,1,'train',1756209600,'','','','','','');
INSERT INTO changes VALUES(176,'app','c00066',1755388800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,193.0,64.0,200.0,0.0,2.0,10.0,3.0,31.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(177,'app','c00067',1755432000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,5.0,0.5,1.0,0.0,200.0,0.0,2.0,10.0,3.0,74.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(178,'app','c00068',1755475200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,62.0,20.0,200.0,0.0,2.0,10.0,3.0,62.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(179,'app','c00069',1755518400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,5.0,0.5,154.0,51.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(180,'app','c00070',1755561600,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,1.0,0.5,153.0,51.0,200.0,0.0,2.0,10.0,3.0,12.0,5.0,5.0,1,'train',1756425600,'','','','','','');
INSERT INTO changes VALUES(181,'app','c00071',1755604800,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,1.0,0.5,59.0,19.0,200.0,0.0,2.0,10.0,3.0,37.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(182,'app','c00072',1755648000,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,3.0,0.5,131.0,43.0,200.0,0.0,2.0,10.0,3.0,4.0,5.0,5.0,1,'train',1756512000,'','','','','','');
INSERT INTO changes VALUES(183,'app','c00073',1755691200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,144.0,48.0,200.0,0.0,2.0,10.0,3.0,46.0,5.0,5.0,1,'train',1756555200,'','','','','','');
INSERT INTO changes VALUES(184,'app','c00074',1755734400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,146.0,48.0,200.0,0.0,2.0,10.0,3.0,84.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(185,'app','c00075',1755777600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,119.0,39.0,200.0,0.0,2.0,10.0,3.0,43.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(186,'app','c00076',1755820800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,184.0,61.0,200.0,0.0,2.0,10.0,3.0,12.0,5.0,5.0,1,'train',1756684800,'','','','','','');
INSERT INTO changes VALUES(187,'app','c00077',1755864000,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,5.0,0.5,29.0,9.0,200.0,0.0,2.0,10.0,3.0,42.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(188,'app','c00078',1755907200,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,3.0,0.5,199.0,66.0,200.0,0.0,2.0,10.0,3.0,79.0,5.0,5.0,1,'train',1756771200,'','','','','','');
INSERT INTO changes VALUES(189,'app','c00079',1755950400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,11.0,3.0,200.0,0.0,2.0,10.0,3.0,22.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(190,'app','c00080',1755993600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,2.0,0.5,164.0,54.0,200.0,0.0,2.0,10.0,3.0,84.0,5.0,5.0,1,'train',1756857600,'','','','','','');
INSERT INTO changes VALUES(191,'app','c00081',1756036800,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,5.0,0.5,57.0,19.0,200.0,0.0,2.0,10.0,3.0,43.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(192,'app','c00082',1756080000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,34.0,11.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(193,'app','c00083',1756123200,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,2.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,39.0,5.0,5.0,1,'train',1756987200,'','','','','','');
INSERT INTO changes VALUES(194,'app','c00084',1756166400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,147.0,49.0,200.0,0.0,2.0,10.0,3.0,82.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(195,'app','c00085',1756209600,'[PERSON:4d641251964d]','rewrite the form',1.0,1.0,3.0,0.5,13.0,4.0,200.0,0.0,2.0,10.0,3.0,88.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(196,'app','c00086',1756252800,'[PERSON:4d641251964d]','rewrite the form',1.0,1.0,5.0,0.5,149.0,49.0,200.0,0.0,2.0,10.0,3.0,5.0,5.0,5.0,1,'train',1757116800,'','','','','','');
INSERT INTO changes VALUES(197,'app','c00087',1756296000,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,1.0,0.5,90.0,30.0,200.0,0.0,2.0,10.0,3.0,61.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(198,'app','c00088',1756339200,'[PERSON:4d641251964d]','rework the form',1.0,1.0,2.0,0.5,145.0,48.0,200.0,0.0,2.0,10.0,3.0,69.0,5.0,5.0,1,'train',1757203200,'','','','','','');
INSERT INTO changes VALUES(199,'app','c00089',1756382400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,137.0,45.0,200.0,0.0,2.0,10.0,3.0,88.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(200,'app','c00090',1756425600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,51.0,17.0,200.0,0.0,2.0,10.0,3.0,71.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(201,'app','c00091',1756468800,'[PERSON:4d641251964d]','rework the form',1.0,1.0,2.0,0.5,154.0,51.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,1,'train',1757332800,'','','','','','');
INSERT INTO changes VALUES(202,'app','c00092',1756512000,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,151.0,50.0,200.0,0.0,2.0,10.0,3.0,16.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(203,'app','c00093',1756555200,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,3.0,0.5,137.0,45.0,200.0,0.0,2.0,10.0,3.0,13.0,5.0,5.0,1,'train',1757419200,'','','','','','');
INSERT INTO changes VALUES(204,'app','c00094',1756598400,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,4.0,0.5,196.0,65.0,200.0,0.0,2.0,10.0,3.0,54.0,5.0,5.0,1,'train',1757462400,'','','','','','');
INSERT INTO changes VALUES(205,'app','c00095',1756641600,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,40.0,13.0,200.0,0.0,2.0,10.0,3.0,22.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(206,'app','c00096',1756684800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,5.0,0.5,59.0,19.0,200.0,0.0,2.0,10.0,3.0,50.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(207,'app','c00097',1756728000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,38.0,12.0,200.0,0.0,2.0,10.0,3.0,74.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(208,'app','c00098',1756771200,'[PERSON:820665c463bc]','rework the form',1.0,1.0,3.0,0.5,60.0,20.0,200.0,0.0,2.0,10.0,3.0,9.0,5.0,5.0,1,'train',1757635200,'','','','','','');
INSERT INTO changes VALUES(209,'app','c00099',1756814400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,22.0,7.0,200.0,0.0,2.0,10.0,3.0,17.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(210,'app','c00100',1756857600,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,1.0,0.5,30.0,10.0,200.0,0.0,2.0,10.0,3.0,47.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(211,'app','c00101',1756900800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,22.0,7.0,200.0,0.0,2.0,10.0,3.0,26.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(212,'app','c00102',1756944000,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,4.0,0.5,66.0,22.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(213,'app','c00103',1756987200,'[PERSON:820665c463bc]','rework the form',1.0,1.0,3.0,0.5,179.0,59.0,200.0,0.0,2.0,10.0,3.0,11.0,5.0,5.0,1,'train',1757851200,'','','','','','');
INSERT INTO changes VALUES(214,'app','c00104',1757030400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,82.0,27.0,200.0,0.0,2.0,10.0,3.0,60.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(215,'app','c00105',1757073600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,2.0,0.5,69.0,23.0,200.0,0.0,2.0,10.0,3.0,56.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(216,'app','c00106',1757116800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,3.0,0.5,6.0,2.0,200.0,0.0,2.0,10.0,3.0,67.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(217,'app','c00107',1757160000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,2.0,0.5,105.0,35.0,200.0,0.0,2.0,10.0,3.0,63.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(218,'app','c00108',1757203200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,45.0,15.0,200.0,0.0,2.0,10.0,3.0,81.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(219,'app','c00109',1757246400,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,3.0,0.5,135.0,45.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,1,'train',1758110400,'','','','','','');
INSERT INTO changes VALUES(220,'app','c00110',1757289600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,5.0,0.5,87.0,29.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(221,'app','c00111',1757332800,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,3.0,0.5,135.0,45.0,200.0,0.0,2.0,10.0,3.0,12.0,5.0,5.0,1,'train',1758196800,'','','','','','');
INSERT INTO changes VALUES(222,'app','c00112',1757376000,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,96.0,32.0,200.0,0.0,2.0,10.0,3.0,90.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(223,'app','c00113',1757419200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,168.0,56.0,200.0,0.0,2.0,10.0,3.0,30.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(224,'app','c00114',1757462400,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,57.0,19.0,200.0,0.0,2.0,10.0,3.0,76.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(225,'app','c00115',1757505600,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,3.0,0.5,185.0,61.0,200.0,0.0,2.0,10.0,3.0,29.0,5.0,5.0,1,'train',1758369600,'','','','','','');
INSERT INTO changes VALUES(226,'app','c00116',1757548800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,2.0,0.5,31.0,10.0,200.0,0.0,2.0,10.0,3.0,79.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(227,'app','c00117',1757592000,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,1.0,0.5,158.0,52.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,1,'train',1758456000,'','','','','','');
INSERT INTO changes VALUES(228,'app','c00118',1757635200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,42.0,14.0,200.0,0.0,2.0,10.0,3.0,18.0,5.0,5.0,1,'train',1758499200,'','','','','','');
INSERT INTO changes VALUES(229,'app','c00119',1757678400,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,5.0,0.5,115.0,38.0,200.0,0.0,2.0,10.0,3.0,39.0,5.0,5.0,1,'train',1758542400,'','','','','','');
INSERT INTO changes VALUES(230,'app','c00120',1757721600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,94.0,31.0,200.0,0.0,2.0,10.0,3.0,38.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(231,'app','c00121',1757764800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,4.0,0.5,71.0,23.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(232,'app','c00122',1757808000,'[PERSON:4d641251964d]','rework the form',1.0,1.0,5.0,0.5,179.0,59.0,200.0,0.0,2.0,10.0,3.0,17.0,5.0,5.0,1,'train',1758672000,'','','','','','');
INSERT INTO changes VALUES(233,'app','c00123',1757851200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,5.0,0.5,82.0,27.0,200.0,0.0,2.0,10.0,3.0,18.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(234,'app','c00124',1757894400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,23.0,7.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(235,'app','c00125',1757937600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,179.0,59.0,200.0,0.0,2.0,10.0,3.0,49.0,5.0,5.0,1,'train',1758801600,'','','','','','');
INSERT INTO changes VALUES(236,'app','c00126',1757980800,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,3.0,0.5,179.0,59.0,200.0,0.0,2.0,10.0,3.0,39.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(237,'app','c00127',1758024000,'[PERSON:d60947012798]','rework the form',1.0,1.0,3.0,0.5,169.0,56.0,200.0,0.0,2.0,10.0,3.0,30.0,5.0,5.0,1,'train',1758888000,'','','','','','');
INSERT INTO changes VALUES(238,'app','c00128',1758067200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,5.0,0.5,20.0,6.0,200.0,0.0,2.0,10.0,3.0,77.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(239,'app','c00129',1758110400,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,4.0,0.5,128.0,42.0,200.0,0.0,2.0,10.0,3.0,38.0,5.0,5.0,1,'train',1758974400,'','','','','','');
INSERT INTO changes VALUES(240,'app','c00130',1758153600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,21.0,7.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(241,'app','c00131',1758196800,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,4.0,0.5,155.0,51.0,200.0,0.0,2.0,10.0,3.0,50.0,5.0,5.0,1,'train',1759060800,'','','','','','');
INSERT INTO changes VALUES(242,'app','c00132',1758240000,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,4.0,0.5,125.0,41.0,200.0,0.0,2.0,10.0,3.0,7.0,5.0,5.0,1,'train',1759104000,'','','','','','');
INSERT INTO changes VALUES(243,'app','c00133',1758283200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,25.0,8.0,200.0,0.0,2.0,10.0,3.0,90.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(244,'app','c00134',1758326400,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,3.0,0.5,139.0,46.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(245,'app','c00135',1758369600,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,135.0,45.0,200.0,0.0,2.0,10.0,3.0,50.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(246,'app','c00136',1758412800,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,1.0,0.5,8.0,2.0,200.0,0.0,2.0,10.0,3.0,8.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(247,'app','c00137',1758456000,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,1.0,0.5,71.0,23.0,200.0,0.0,2.0,10.0,3.0,46.0,5.0,5.0,1,'train',1759320000,'','','','','','');
INSERT INTO changes VALUES(248,'app','c00138',1758499200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,36.0,12.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(249,'app','c00139',1758542400,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,1.0,0.5,139.0,46.0,200.0,0.0,2.0,10.0,3.0,9.0,5.0,5.0,1,'train',1759406400,'','','','','','');
INSERT INTO changes VALUES(250,'app','c00140',1758585600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,176.0,58.0,200.0,0.0,2.0,10.0,3.0,75.0,5.0,5.0,1,'train',1759449600,'','','','','','');
INSERT INTO changes VALUES(251,'app','c00141',1758628800,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,4.0,0.5,68.0,22.0,200.0,0.0,2.0,10.0,3.0,46.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(252,'app','c00142',1758672000,'[PERSON:d60947012798]','adjust the form',1.0,1.0,3.0,0.5,84.0,28.0,200.0,0.0,2.0,10.0,3.0,16.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(253,'app','c00143',1758715200,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,3.0,0.5,87.0,29.0,200.0,0.0,2.0,10.0,3.0,37.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(254,'app','c00144',1758758400,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,5.0,0.5,87.0,29.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(255,'app','c00145',1758801600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,20.0,6.0,200.0,0.0,2.0,10.0,3.0,2.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(256,'app','c00146',1758844800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,5.0,0.5,118.0,39.0,200.0,0.0,2.0,10.0,3.0,69.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(257,'app','c00147',1758888000,'[PERSON:820665c463bc]','rework the form',1.0,1.0,1.0,0.5,122.0,40.0,200.0,0.0,2.0,10.0,3.0,44.0,5.0,5.0,1,'train',1759752000,'','','','','','');
INSERT INTO changes VALUES(258,'app','c00148',1758931200,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,2.0,0.5,188.0,62.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,1,'train',1759795200,'','','','','','');
INSERT INTO changes VALUES(259,'app','c00149',1758974400,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,3.0,0.5,116.0,38.0,200.0,0.0,2.0,10.0,3.0,75.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(260,'app','c00150',1759017600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,5.0,0.5,195.0,65.0,200.0,0.0,2.0,10.0,3.0,22.0,5.0,5.0,1,'train',1759881600,'','','','','','');
INSERT INTO changes VALUES(261,'app','c00151',1759060800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,4.0,0.5,69.0,23.0,200.0,0.0,2.0,10.0,3.0,7.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(262,'app','c00152',1759104000,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,5.0,0.5,42.0,14.0,200.0,0.0,2.0,10.0,3.0,43.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(263,'app','c00153',1759147200,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,3.0,0.5,165.0,55.0,200.0,0.0,2.0,10.0,3.0,62.0,5.0,5.0,1,'train',1760011200,'','','','','','');
INSERT INTO changes VALUES(264,'app','c00154',1759190400,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,170.0,56.0,200.0,0.0,2.0,10.0,3.0,13.0,5.0,5.0,1,'train',1760054400,'','','','','','');
INSERT INTO changes VALUES(265,'app','c00155',1759233600,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,3.0,0.5,49.0,16.0,200.0,0.0,2.0,10.0,3.0,22.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(266,'app','c00156',1759276800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,62.0,20.0,200.0,0.0,2.0,10.0,3.0,35.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(267,'app','c00157',1759320000,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,1.0,0.5,92.0,30.0,200.0,0.0,2.0,10.0,3.0,9.0,5.0,5.0,1,'train',1760184000,'','','','','','');
INSERT INTO changes VALUES(268,'app','c00158',1759363200,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,1.0,0.5,80.0,26.0,200.0,0.0,2.0,10.0,3.0,85.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(269,'app','c00159',1759406400,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,3.0,0.5,73.0,24.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(270,'app','c00160',1759449600,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,3.0,0.5,193.0,64.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,1,'train',1760313600,'','','','','','');
INSERT INTO changes VALUES(271,'app','c00161',1759492800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,95.0,31.0,200.0,0.0,2.0,10.0,3.0,17.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(272,'app','c00162',1759536000,'[PERSON:d60947012798]','adjust the form',1.0,1.0,4.0,0.5,26.0,8.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(273,'app','c00163',1759579200,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,4.0,0.5,186.0,62.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,1,'train',1760443200,'','','','','','');
INSERT INTO changes VALUES(274,'app','c00164',1759622400,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,76.0,25.0,200.0,0.0,2.0,10.0,3.0,16.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(275,'app','c00165',1759665600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,192.0,64.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(276,'app','c00166',1759708800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,166.0,55.0,200.0,0.0,2.0,10.0,3.0,52.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(277,'app','c00167',1759752000,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,156.0,52.0,200.0,0.0,2.0,10.0,3.0,40.0,5.0,5.0,1,'train',1760616000,'','','','','','');
INSERT INTO changes VALUES(278,'app','c00168',1759795200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,2.0,0.5,120.0,40.0,200.0,0.0,2.0,10.0,3.0,18.0,5.0,5.0,1,'train',1760659200,'','','','','','');
INSERT INTO changes VALUES(279,'app','c00169',1759838400,'[PERSON:820665c463bc]','rework the form',1.0,1.0,1.0,0.5,122.0,40.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,1,'train',1760702400,'','','','','','');
INSERT INTO changes VALUES(280,'app','c00170',1759881600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,60.0,20.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(281,'app','c00171',1759924800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,100.0,33.0,200.0,0.0,2.0,10.0,3.0,56.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(282,'app','c00172',1759968000,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,4.0,0.5,149.0,49.0,200.0,0.0,2.0,10.0,3.0,77.0,5.0,5.0,1,'train',1760832000,'','','','','','');
INSERT INTO changes VALUES(283,'app','c00173',1760011200,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,5.0,0.5,21.0,7.0,200.0,0.0,2.0,10.0,3.0,5.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(284,'app','c00174',1760054400,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,1.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,59.0,5.0,5.0,1,'train',1760918400,'','','','','','');
INSERT INTO changes VALUES(285,'app','c00175',1760097600,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,3.0,0.5,39.0,13.0,200.0,0.0,2.0,10.0,3.0,33.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(286,'app','c00176',1760140800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,40.0,13.0,200.0,0.0,2.0,10.0,3.0,9.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(287,'app','c00177',1760184000,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,5.0,0.5,160.0,53.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(288,'app','c00178',1760227200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,133.0,44.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(289,'app','c00179',1760270400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,71.0,23.0,200.0,0.0,2.0,10.0,3.0,66.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(290,'app','c00180',1760313600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,151.0,50.0,200.0,0.0,2.0,10.0,3.0,5.0,5.0,5.0,1,'train',1761177600,'','','','','','');
INSERT INTO changes VALUES(291,'app','c00181',1760356800,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,18.0,6.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(292,'app','c00182',1760400000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,185.0,61.0,200.0,0.0,2.0,10.0,3.0,77.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(293,'app','c00183',1760443200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,49.0,16.0,200.0,0.0,2.0,10.0,3.0,13.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(294,'app','c00184',1760486400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,67.0,22.0,200.0,0.0,2.0,10.0,3.0,8.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(295,'app','c00185',1760529600,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,5.0,0.5,180.0,60.0,200.0,0.0,2.0,10.0,3.0,81.0,5.0,5.0,1,'train',1761393600,'','','','','','');
INSERT INTO changes VALUES(296,'app','c00186',1760572800,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,5.0,0.5,30.0,10.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(297,'app','c00187',1760616000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,18.0,6.0,200.0,0.0,2.0,10.0,3.0,53.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(298,'app','c00188',1760659200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,130.0,43.0,200.0,0.0,2.0,10.0,3.0,1.0,5.0,5.0,1,'train',1761523200,'','','','','','');
INSERT INTO changes VALUES(299,'app','c00189',1760702400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,54.0,18.0,200.0,0.0,2.0,10.0,3.0,46.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(300,'app','c00190',1760745600,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,2.0,0.5,107.0,35.0,200.0,0.0,2.0,10.0,3.0,32.0,5.0,5.0,1,'train',1761609600,'','','','','','');
INSERT INTO changes VALUES(301,'app','c00191',1760788800,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,64.0,21.0,200.0,0.0,2.0,10.0,3.0,7.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(302,'app','c00192',1760832000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,57.0,19.0,200.0,0.0,2.0,10.0,3.0,61.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(303,'app','c00193',1760875200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,5.0,1.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(304,'app','c00194',1760918400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,22.0,7.0,200.0,0.0,2.0,10.0,3.0,30.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(305,'app','c00195',1760961600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,88.0,29.0,200.0,0.0,2.0,10.0,3.0,5.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(306,'app','c00196',1761004800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,88.0,29.0,200.0,0.0,2.0,10.0,3.0,39.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(307,'app','c00197',1761048000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,5.0,0.5,1.0,0.0,200.0,0.0,2.0,10.0,3.0,49.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(308,'app','c00198',1761091200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,30.0,10.0,200.0,0.0,2.0,10.0,3.0,40.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(309,'app','c00199',1761134400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,97.0,32.0,200.0,0.0,2.0,10.0,3.0,67.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(310,'app','c00200',1761177600,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,4.0,0.5,133.0,44.0,200.0,0.0,2.0,10.0,3.0,85.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(311,'app','c00201',1761220800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,24.0,5.0,5.0,1,'train',1762084800,'','','','','','');
INSERT INTO changes VALUES(312,'app','c00202',1761264000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,17.0,5.0,200.0,0.0,2.0,10.0,3.0,40.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(313,'app','c00203',1761307200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,2.0,0.5,28.0,9.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(314,'app','c00204',1761350400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,4.0,0.5,111.0,37.0,200.0,0.0,2.0,10.0,3.0,31.0,5.0,5.0,1,'train',1762214400,'','','','','','');
INSERT INTO changes VALUES(315,'app','c00205',1761393600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,3.0,0.5,44.0,14.0,200.0,0.0,2.0,10.0,3.0,49.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(316,'app','c00206',1761436800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,126.0,42.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(317,'app','c00207',1761480000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,2.0,0.5,13.0,4.0,200.0,0.0,2.0,10.0,3.0,49.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(318,'app','c00208',1761523200,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,4.0,0.5,141.0,47.0,200.0,0.0,2.0,10.0,3.0,71.0,5.0,5.0,1,'train',1762387200,'','','','','','');
INSERT INTO changes VALUES(319,'app','c00209',1761566400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,80.0,26.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(320,'app','c00210',1761609600,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,4.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,31.0,5.0,5.0,1,'train',1762473600,'','','','','','');
INSERT INTO changes VALUES(321,'app','c00211',1761652800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,38.0,12.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(322,'app','c00212',1761696000,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,28.0,9.0,200.0,0.0,2.0,10.0,3.0,76.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(323,'app','c00213',1761739200,'[PERSON:aa3ad6d83fb8]','rewrite the form',1.0,1.0,2.0,0.5,120.0,40.0,200.0,0.0,2.0,10.0,3.0,24.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(324,'app','c00214',1761782400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,109.0,36.0,200.0,0.0,2.0,10.0,3.0,3.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(325,'app','c00215',1761825600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,9.0,3.0,200.0,0.0,2.0,10.0,3.0,14.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(326,'app','c00216',1761868800,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,2.0,0.5,89.0,29.0,200.0,0.0,2.0,10.0,3.0,45.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(327,'app','c00217',1761912000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,2.0,0.5,37.0,12.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(328,'app','c00218',1761955200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,4.0,0.5,170.0,56.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,1,'train',1762819200,'','','','','','');
INSERT INTO changes VALUES(329,'app','c00219',1761998400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,2.0,0.5,184.0,61.0,200.0,0.0,2.0,10.0,3.0,65.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(330,'app','c00220',1762041600,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,79.0,26.0,200.0,0.0,2.0,10.0,3.0,35.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(331,'app','c00221',1762084800,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,11.0,3.0,200.0,0.0,2.0,10.0,3.0,25.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(332,'app','c00222',1762128000,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,4.0,0.5,162.0,54.0,200.0,0.0,2.0,10.0,3.0,23.0,5.0,5.0,1,'train',1762992000,'','','','','','');
INSERT INTO changes VALUES(333,'app','c00223',1762171200,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,3.0,0.5,174.0,58.0,200.0,0.0,2.0,10.0,3.0,55.0,5.0,5.0,1,'train',1763035200,'','','','','','');
INSERT INTO changes VALUES(334,'app','c00224',1762214400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,43.0,14.0,200.0,0.0,2.0,10.0,3.0,36.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(335,'app','c00225',1762257600,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,5.0,0.5,166.0,55.0,200.0,0.0,2.0,10.0,3.0,4.0,5.0,5.0,1,'train',1763121600,'','','','','','');
INSERT INTO changes VALUES(336,'app','c00226',1762300800,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,2.0,0.5,38.0,12.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(337,'app','c00227',1762344000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,15.0,5.0,200.0,0.0,2.0,10.0,3.0,53.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(338,'app','c00228',1762387200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,152.0,50.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(339,'app','c00229',1762430400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,3.0,0.5,149.0,49.0,200.0,0.0,2.0,10.0,3.0,23.0,5.0,5.0,1,'train',1763294400,'','','','','','');
INSERT INTO changes VALUES(340,'app','c00230',1762473600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,5.0,0.5,73.0,24.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(341,'app','c00231',1762516800,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,4.0,0.5,191.0,63.0,200.0,0.0,2.0,10.0,3.0,12.0,5.0,5.0,1,'train',1763380800,'','','','','','');
INSERT INTO changes VALUES(342,'app','c00232',1762560000,'[PERSON:d60947012798]','adjust the form',1.0,1.0,3.0,0.5,48.0,16.0,200.0,0.0,2.0,10.0,3.0,73.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(343,'app','c00233',1762603200,'[PERSON:55026d1c0ad6]','rework the form',1.0,1.0,1.0,0.5,171.0,57.0,200.0,0.0,2.0,10.0,3.0,66.0,5.0,5.0,1,'train',1763467200,'','','','','','');
INSERT INTO changes VALUES(344,'app','c00234',1762646400,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,78.0,26.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,1,'train',1763510400,'','','','','','');
INSERT INTO changes VALUES(345,'app','c00235',1762689600,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,1.0,0.5,200.0,66.0,200.0,0.0,2.0,10.0,3.0,87.0,5.0,5.0,1,'train',1763553600,'','','','','','');
INSERT INTO changes VALUES(346,'app','c00236',1762732800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,3.0,0.5,89.0,29.0,200.0,0.0,2.0,10.0,3.0,44.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(347,'app','c00237',1762776000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,4.0,0.5,140.0,46.0,200.0,0.0,2.0,10.0,3.0,72.0,5.0,5.0,1,'train',1763640000,'','','','','','');
INSERT INTO changes VALUES(348,'app','c00238',1762819200,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,82.0,27.0,200.0,0.0,2.0,10.0,3.0,70.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(349,'app','c00239',1762862400,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,1.0,0.5,9.0,3.0,200.0,0.0,2.0,10.0,3.0,69.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(350,'app','c00240',1762905600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,28.0,9.0,200.0,0.0,2.0,10.0,3.0,8.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(351,'app','c00241',1762948800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,60.0,20.0,200.0,0.0,2.0,10.0,3.0,71.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(352,'app','c00242',1762992000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,40.0,13.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(353,'app','c00243',1763035200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,1.0,0.5,62.0,20.0,200.0,0.0,2.0,10.0,3.0,32.0,5.0,5.0,1,'train',1763899200,'','','','','','');
INSERT INTO changes VALUES(354,'app','c00244',1763078400,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,2.0,0.5,192.0,64.0,200.0,0.0,2.0,10.0,3.0,75.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(355,'app','c00245',1763121600,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,1.0,0.5,83.0,27.0,200.0,0.0,2.0,10.0,3.0,42.0,5.0,5.0,1,'train',1763985600,'','','','','','');
INSERT INTO changes VALUES(356,'app','c00246',1763164800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,7.0,2.0,200.0,0.0,2.0,10.0,3.0,88.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(357,'app','c00247',1763208000,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,19.0,6.0,200.0,0.0,2.0,10.0,3.0,4.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(358,'app','c00248',1763251200,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,4.0,0.5,36.0,12.0,200.0,0.0,2.0,10.0,3.0,42.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(359,'app','c00249',1763294400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,95.0,31.0,200.0,0.0,2.0,10.0,3.0,81.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(360,'app','c00250',1763337600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,147.0,49.0,200.0,0.0,2.0,10.0,3.0,88.0,5.0,5.0,1,'train',1764201600,'','','','','','');
INSERT INTO changes VALUES(361,'app','c00251',1763380800,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,4.0,0.5,62.0,20.0,200.0,0.0,2.0,10.0,3.0,11.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(362,'app','c00252',1763424000,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,4.0,0.5,134.0,44.0,200.0,0.0,2.0,10.0,3.0,15.0,5.0,5.0,1,'train',1764288000,'','','','','','');
INSERT INTO changes VALUES(363,'app','c00253',1763467200,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,74.0,24.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(364,'app','c00254',1763510400,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,2.0,0.5,52.0,17.0,200.0,0.0,2.0,10.0,3.0,77.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(365,'app','c00255',1763553600,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,4.0,0.5,191.0,63.0,200.0,0.0,2.0,10.0,3.0,60.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(366,'app','c00256',1763596800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,95.0,31.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(367,'app','c00257',1763640000,'[PERSON:4d641251964d]','rewrite the form',1.0,1.0,3.0,0.5,132.0,44.0,200.0,0.0,2.0,10.0,3.0,15.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(368,'app','c00258',1763683200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,2.0,0.5,80.0,26.0,200.0,0.0,2.0,10.0,3.0,39.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(369,'app','c00259',1763726400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,4.0,0.5,169.0,56.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(370,'app','c00260',1763769600,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,57.0,19.0,200.0,0.0,2.0,10.0,3.0,77.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(371,'app','c00261',1763812800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,2.0,0.5,172.0,57.0,200.0,0.0,2.0,10.0,3.0,20.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(372,'app','c00262',1763856000,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,5.0,0.5,54.0,18.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(373,'app','c00263',1763899200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,159.0,53.0,200.0,0.0,2.0,10.0,3.0,23.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(374,'app','c00264',1763942400,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,5.0,0.5,114.0,38.0,200.0,0.0,2.0,10.0,3.0,73.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(375,'app','c00265',1763985600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,176.0,58.0,200.0,0.0,2.0,10.0,3.0,88.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(376,'app','c00266',1764028800,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,5.0,0.5,105.0,35.0,200.0,0.0,2.0,10.0,3.0,13.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(377,'app','c00267',1764072000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,14.0,4.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(378,'app','c00268',1764115200,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,3.0,0.5,147.0,49.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(379,'app','c00269',1764158400,'[PERSON:820665c463bc]','rework the form',1.0,1.0,1.0,0.5,159.0,53.0,200.0,0.0,2.0,10.0,3.0,48.0,5.0,5.0,1,'train',1765022400,'','','','','','');
INSERT INTO changes VALUES(380,'app','c00270',1764201600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,18.0,6.0,200.0,0.0,2.0,10.0,3.0,23.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(381,'app','c00271',1764244800,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,183.0,61.0,200.0,0.0,2.0,10.0,3.0,70.0,5.0,5.0,1,'train',1765108800,'','','','','','');
INSERT INTO changes VALUES(382,'app','c00272',1764288000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,5.0,0.5,106.0,35.0,200.0,0.0,2.0,10.0,3.0,58.0,5.0,5.0,0,'train',NULL,'','','','','','');
INSERT INTO changes VALUES(383,'app','c00273',1764331200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,52.0,17.0,200.0,0.0,2.0,10.0,3.0,11.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(384,'app','c00274',1764374400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,3.0,0.5,48.0,16.0,200.0,0.0,2.0,10.0,3.0,7.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(385,'app','c00275',1764417600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,5.0,0.5,98.0,32.0,200.0,0.0,2.0,10.0,3.0,37.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(386,'app','c00276',1764460800,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,2.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,1,'test',1765324800,'','','','','','');
INSERT INTO changes VALUES(387,'app','c00277',1764504000,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,5.0,0.5,181.0,60.0,200.0,0.0,2.0,10.0,3.0,60.0,5.0,5.0,1,'test',1765368000,'','','','','','');
INSERT INTO changes VALUES(388,'app','c00278',1764547200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,186.0,62.0,200.0,0.0,2.0,10.0,3.0,59.0,5.0,5.0,1,'test',1765411200,'','','','','','');
INSERT INTO changes VALUES(389,'app','c00279',1764590400,'[PERSON:d60947012798]','rewrite the form',1.0,1.0,4.0,0.5,64.0,21.0,200.0,0.0,2.0,10.0,3.0,26.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(390,'app','c00280',1764633600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,161.0,53.0,200.0,0.0,2.0,10.0,3.0,10.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(391,'app','c00281',1764676800,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,4.0,0.5,157.0,52.0,200.0,0.0,2.0,10.0,3.0,36.0,5.0,5.0,1,'test',1765540800,'','','','','','');
INSERT INTO changes VALUES(392,'app','c00282',1764720000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,86.0,28.0,200.0,0.0,2.0,10.0,3.0,19.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(393,'app','c00283',1764763200,'[PERSON:ec4faddc4995]','rework the form',1.0,1.0,4.0,0.5,193.0,64.0,200.0,0.0,2.0,10.0,3.0,43.0,5.0,5.0,1,'test',1765627200,'','','','','','');
INSERT INTO changes VALUES(394,'app','c00284',1764806400,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,4.0,0.5,144.0,48.0,200.0,0.0,2.0,10.0,3.0,62.0,5.0,5.0,1,'test',1765670400,'','','','','','');
INSERT INTO changes VALUES(395,'app','c00285',1764849600,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,5.0,0.5,43.0,14.0,200.0,0.0,2.0,10.0,3.0,35.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(396,'app','c00286',1764892800,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,34.0,11.0,200.0,0.0,2.0,10.0,3.0,66.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(397,'app','c00287',1764936000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,3.0,0.5,173.0,57.0,200.0,0.0,2.0,10.0,3.0,73.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(398,'app','c00288',1764979200,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,9.0,3.0,200.0,0.0,2.0,10.0,3.0,32.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(399,'app','c00289',1765022400,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,4.0,0.5,37.0,12.0,200.0,0.0,2.0,10.0,3.0,46.0,5.0,5.0,1,'test',1765886400,'','','','','','');
INSERT INTO changes VALUES(400,'app','c00290',1765065600,'[PERSON:5f85b4fe0e29]','rework the form',1.0,1.0,2.0,0.5,129.0,43.0,200.0,0.0,2.0,10.0,3.0,57.0,5.0,5.0,1,'test',1765929600,'','','','','','');
INSERT INTO changes VALUES(401,'app','c00291',1765108800,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,5.0,0.5,151.0,50.0,200.0,0.0,2.0,10.0,3.0,89.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(402,'app','c00292',1765152000,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,2.0,0.5,9.0,3.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(403,'app','c00293',1765195200,'[PERSON:d60947012798]','adjust the form',1.0,1.0,4.0,0.5,44.0,14.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(404,'app','c00294',1765238400,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,1.0,0.5,24.0,8.0,200.0,0.0,2.0,10.0,3.0,30.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(405,'app','c00295',1765281600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,59.0,19.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(406,'app','c00296',1765324800,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,1.0,0.5,77.0,25.0,200.0,0.0,2.0,10.0,3.0,59.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(407,'app','c00297',1765368000,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,2.0,0.5,171.0,57.0,200.0,0.0,2.0,10.0,3.0,49.0,5.0,5.0,1,'test',1766232000,'','','','','','');
INSERT INTO changes VALUES(408,'app','c00298',1765411200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,123.0,41.0,200.0,0.0,2.0,10.0,3.0,64.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(409,'app','c00299',1765454400,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,38.0,12.0,200.0,0.0,2.0,10.0,3.0,19.0,5.0,5.0,0,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(410,'app','c00300',1765497600,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,1.0,0.5,114.0,38.0,200.0,0.0,2.0,10.0,3.0,87.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(411,'app','c00301',1765540800,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,2.0,0.5,10.0,3.0,200.0,0.0,2.0,10.0,3.0,51.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(412,'app','c00302',1765584000,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,5.0,0.5,142.0,47.0,200.0,0.0,2.0,10.0,3.0,60.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(413,'app','c00303',1765627200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,1.0,0.5,109.0,36.0,200.0,0.0,2.0,10.0,3.0,14.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(414,'app','c00304',1765670400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,172.0,57.0,200.0,0.0,2.0,10.0,3.0,17.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(415,'app','c00305',1765713600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,3.0,0.5,113.0,37.0,200.0,0.0,2.0,10.0,3.0,16.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(416,'app','c00306',1765756800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,69.0,23.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(417,'app','c00307',1765800000,'[PERSON:d60947012798]','adjust the form',1.0,1.0,2.0,0.5,152.0,50.0,200.0,0.0,2.0,10.0,3.0,63.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(418,'app','c00308',1765843200,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,53.0,17.0,200.0,0.0,2.0,10.0,3.0,47.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(419,'app','c00309',1765886400,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,3.0,0.5,61.0,20.0,200.0,0.0,2.0,10.0,3.0,81.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(420,'app','c00310',1765929600,'[PERSON:4d641251964d]','rework the form',1.0,1.0,3.0,0.5,180.0,60.0,200.0,0.0,2.0,10.0,3.0,28.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(421,'app','c00311',1765972800,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,3.0,0.5,70.0,23.0,200.0,0.0,2.0,10.0,3.0,33.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(422,'app','c00312',1766016000,'[PERSON:820665c463bc]','rewrite the form',1.0,1.0,3.0,0.5,65.0,21.0,200.0,0.0,2.0,10.0,3.0,38.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(423,'app','c00313',1766059200,'[PERSON:aa3ad6d83fb8]','rework the form',1.0,1.0,4.0,0.5,147.0,49.0,200.0,0.0,2.0,10.0,3.0,7.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(424,'app','c00314',1766102400,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,4.0,0.5,40.0,13.0,200.0,0.0,2.0,10.0,3.0,90.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(425,'app','c00315',1766145600,'[PERSON:d60947012798]','adjust the form',1.0,1.0,1.0,0.5,102.0,34.0,200.0,0.0,2.0,10.0,3.0,56.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(426,'app','c00316',1766188800,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,46.0,15.0,200.0,0.0,2.0,10.0,3.0,68.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(427,'app','c00317',1766232000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,3.0,0.5,22.0,7.0,200.0,0.0,2.0,10.0,3.0,70.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(428,'app','c00318',1766275200,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,9.0,3.0,200.0,0.0,2.0,10.0,3.0,3.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(429,'app','c00319',1766318400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,1.0,0.5,127.0,42.0,200.0,0.0,2.0,10.0,3.0,24.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(430,'app','c00320',1766361600,'[PERSON:ec4faddc4995]','adjust the form',1.0,1.0,5.0,0.5,17.0,5.0,200.0,0.0,2.0,10.0,3.0,25.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(431,'app','c00321',1766404800,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,1.0,0.5,14.0,4.0,200.0,0.0,2.0,10.0,3.0,2.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(432,'app','c00322',1766448000,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,135.0,45.0,200.0,0.0,2.0,10.0,3.0,80.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(433,'app','c00323',1766491200,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,118.0,39.0,200.0,0.0,2.0,10.0,3.0,45.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(434,'app','c00324',1766534400,'[PERSON:55026d1c0ad6]','rewrite the form',1.0,1.0,4.0,0.5,128.0,42.0,200.0,0.0,2.0,10.0,3.0,65.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(435,'app','c00325',1766577600,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,5.0,0.5,3.0,1.0,200.0,0.0,2.0,10.0,3.0,63.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(436,'app','c00326',1766620800,'[PERSON:4d641251964d]','rewrite the form',1.0,1.0,1.0,0.5,153.0,51.0,200.0,0.0,2.0,10.0,3.0,82.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(437,'app','c00327',1766664000,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,2.0,0.5,45.0,15.0,200.0,0.0,2.0,10.0,3.0,59.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(438,'app','c00328',1766707200,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,4.0,0.5,85.0,28.0,200.0,0.0,2.0,10.0,3.0,34.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(439,'app','c00329',1766750400,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,5.0,0.5,64.0,21.0,200.0,0.0,2.0,10.0,3.0,78.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(440,'app','c00330',1766793600,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,2.0,0.5,68.0,22.0,200.0,0.0,2.0,10.0,3.0,54.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(441,'app','c00331',1766836800,'[PERSON:4d641251964d]','rework the form',1.0,1.0,4.0,0.5,141.0,47.0,200.0,0.0,2.0,10.0,3.0,69.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(442,'app','c00332',1766880000,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,3.0,0.5,83.0,27.0,200.0,0.0,2.0,10.0,3.0,23.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(443,'app','c00333',1766923200,'[PERSON:5f85b4fe0e29]','rewrite the form',1.0,1.0,2.0,0.5,177.0,59.0,200.0,0.0,2.0,10.0,3.0,54.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(444,'app','c00334',1766966400,'[PERSON:820665c463bc]','adjust the form',1.0,1.0,2.0,0.5,17.0,5.0,200.0,0.0,2.0,10.0,3.0,75.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(445,'app','c00335',1767009600,'[PERSON:5f85b4fe0e29]','adjust the form',1.0,1.0,4.0,0.5,50.0,16.0,200.0,0.0,2.0,10.0,3.0,48.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(446,'app','c00336',1767052800,'[PERSON:55026d1c0ad6]','adjust the form',1.0,1.0,5.0,0.5,79.0,26.0,200.0,0.0,2.0,10.0,3.0,73.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(447,'app','c00337',1767096000,'[PERSON:4d641251964d]','adjust the form',1.0,1.0,1.0,0.5,81.0,27.0,200.0,0.0,2.0,10.0,3.0,43.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(448,'app','c00338',1767139200,'[PERSON:aa3ad6d83fb8]','adjust the form',1.0,1.0,4.0,0.5,63.0,21.0,200.0,0.0,2.0,10.0,3.0,15.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(449,'app','c00339',1767182400,'[PERSON:d60947012798]','rework the form',1.0,1.0,4.0,0.5,156.0,52.0,200.0,0.0,2.0,10.0,3.0,53.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
INSERT INTO changes VALUES(450,'app','c00340',1767225600,'[PERSON:ec4faddc4995]','rewrite the form',1.0,1.0,4.0,0.5,159.0,53.0,200.0,0.0,2.0,10.0,3.0,71.0,5.0,5.0,NULL,'test',NULL,'','','','','','');
CREATE TABLE code (
  -- WORLD. Versions of records of the kind 'code' (id: the commit, project as the change): what a change did to the text of
  -- the program. Apart from changes because it comes from a second file and is many times larger.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project    TEXT NOT NULL DEFAULT '',  -- as in records
  "commit"   TEXT NOT NULL DEFAULT '',  -- as records.id
  files      TEXT NOT NULL DEFAULT '',  -- paths joined by '|'
  added      TEXT NOT NULL DEFAULT '',  -- tokens of added lines
  removed    TEXT NOT NULL DEFAULT '',  -- tokens of removed lines
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
CREATE TABLE releases (
  -- WORLD. Versions of records of the kind 'release' (id: its name). Members are found by rows.h, not stored.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project    TEXT NOT NULL DEFAULT '',  -- as in records
  "release"  TEXT NOT NULL DEFAULT '',  -- as records.id
  system     TEXT NOT NULL DEFAULT '',  -- system of the estate
  planned    INTEGER,                   -- time
  deployed   INTEGER,                   -- time; NULL: not yet
  status     TEXT NOT NULL DEFAULT '',  -- planned, deployed, cancelled
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
, members TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO releases VALUES(451,'app','1.0','ehr',1751328000,1751328000,'deployed','','');
INSERT INTO releases VALUES(452,'app','1.1','ehr',1754006400,1754006400,'deployed','','');
INSERT INTO releases VALUES(453,'app','1.2','ehr',1756684800,1756684800,'deployed','','');
INSERT INTO releases VALUES(454,'app','1.3','ehr',1759276800,1759276800,'deployed','','');
INSERT INTO releases VALUES(455,'app','1.4','ehr',1766188800,1766188800,'deployed','','');
INSERT INTO releases VALUES(456,'app','2.0','ehr',1767571200,NULL,'planned','','');
CREATE TABLE outcomes (
  -- WORLD. Versions of records of the kind 'outcome': what came of a release or a change. Several may tell of one release.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project    TEXT NOT NULL DEFAULT '',  -- as in records
  "release"  TEXT NOT NULL DEFAULT '',  -- name of the release, or '' where it is about a change
  change     TEXT NOT NULL DEFAULT '',  -- commit, or '' where it is about a release
  outcome    TEXT NOT NULL DEFAULT '',  -- ok, incident, hotfix, rollback
  time       INTEGER,                   -- when it became known
  evidence   TEXT NOT NULL DEFAULT '',  -- free text: ticket ids, a reason
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
INSERT INTO outcomes VALUES(457,'app','1.0','','ok',1752105600,'','');
INSERT INTO outcomes VALUES(458,'app','1.1','','incident',1754179200,'','');
INSERT INTO outcomes VALUES(459,'app','1.2','','ok',1757462400,'','');
INSERT INTO outcomes VALUES(460,'app','1.3','','rollback',1759363200,'','');
INSERT INTO outcomes VALUES(461,'app','1.4','','ok',1766620800,'','');
CREATE TABLE systems (
  -- WORLD. Versions of records of the kind 'system' (id: system, no project): the estate.
  version_id       INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  system           TEXT NOT NULL DEFAULT '', -- as records.id
  name             TEXT NOT NULL DEFAULT '', -- for people
  owner            TEXT NOT NULL DEFAULT '', -- [PERSON:...] or a team
  criticality      TEXT NOT NULL DEFAULT '', -- care-critical, compliance-critical, administrative
  support          TEXT NOT NULL DEFAULT '', -- support status, verbatim
  vendor           TEXT NOT NULL DEFAULT '', -- who makes it
  internet_facing  INTEGER CHECK (internet_facing IN (0, 1)), -- NULL: not known
  replacement_date INTEGER,                  -- time
  depends_on       TEXT NOT NULL DEFAULT '', -- systems joined by '|'
  workflows        TEXT NOT NULL DEFAULT '', -- joined by '|'
  extra            TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
INSERT INTO systems VALUES(462,'ehr','Health record','','care-critical','','',NULL,NULL,'','','');
INSERT INTO systems VALUES(463,'lab2','Laboratory two','','care-critical','','',NULL,NULL,'','','');
CREATE TABLE evidence (
  -- WORLD. Versions of records of the kind 'evidence': what was prepared for a release, item by item.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  project    TEXT NOT NULL DEFAULT '',  -- as in records
  "release"  TEXT NOT NULL DEFAULT '',  -- for which
  item       TEXT NOT NULL DEFAULT '',  -- rollback_plan, rollback_tested, staged, training, runbook, parity, access_review,
                                        -- window, approval, tests
  value      TEXT NOT NULL DEFAULT '',  -- verbatim
  time       INTEGER,                   -- when it was done
  "by"       TEXT NOT NULL DEFAULT '',  -- [PERSON:...]
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
, starts INTEGER, ends INTEGER, planned INTEGER) STRICT;
CREATE TABLE patches (
  -- WORLD. Versions of records of the kind 'patch' (no project): patches with their due dates and exceptions.
  version_id      INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  system          TEXT NOT NULL DEFAULT '', -- system of the estate
  component       TEXT NOT NULL DEFAULT '', -- what is patched, with the patch's name
  severity        TEXT NOT NULL DEFAULT '', -- the publisher's, verbatim
  published       INTEGER,                  -- time
  due             INTEGER,                  -- time
  applied         INTEGER,                  -- time; NULL: not yet
  exception_until INTEGER,                  -- time; NULL: no exception
  reason          TEXT NOT NULL DEFAULT '', -- of the exception, free text
  extra           TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
CREATE TABLE postmortems (
  -- WORLD. Versions of records of the kind 'postmortem' (no project): the written analysis of an incident.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  id         TEXT NOT NULL DEFAULT '',  -- as in records
  date       INTEGER,                   -- time; may be NULL
  systems    TEXT NOT NULL DEFAULT '',  -- joined by '|'
  severity   TEXT NOT NULL DEFAULT '',  -- verbatim
  root_cause TEXT NOT NULL DEFAULT '',  -- free text
  "trigger"  TEXT NOT NULL DEFAULT '',  -- free text
  tickets    TEXT NOT NULL DEFAULT '',  -- ids joined by '|'
  releases   TEXT NOT NULL DEFAULT '',  -- names joined by '|'
  detected   INTEGER,                   -- time
  resolved   INTEGER,                   -- time
  text       TEXT NOT NULL DEFAULT '',  -- the whole of it, free text
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
, started INTEGER, title TEXT NOT NULL DEFAULT '', summary TEXT NOT NULL DEFAULT '', impact TEXT NOT NULL DEFAULT '', resolution TEXT NOT NULL DEFAULT '', actions TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO postmortems VALUES(464,'PM-1',1772323200,'ehr','major','A query without an index.','','','',NULL,NULL,replace('# Slow rounds\n\n## Root cause\n\nA query without an index.\n\n## Resolution\n\nThe index was added.','\n',char(10)),'',NULL,'Slow rounds','','','The index was added.','');
CREATE TABLE dependencies (
  -- WORLD. Versions of records of the kind 'dependency' (project: the system, id: file and name): what a system uses. One that
  -- is gone from its file gets a withdrawn version; what changed between two releases is told by known_at.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  system     TEXT NOT NULL DEFAULT '',  -- system of the estate that uses it
  "release"  TEXT NOT NULL DEFAULT '',  -- release that the file was taken from; '': not known
  file       TEXT NOT NULL DEFAULT '',  -- lock file, manifest or bill of materials
  ecosystem  TEXT NOT NULL DEFAULT '',  -- maven, npm, pypi, ...
  name       TEXT NOT NULL DEFAULT '',  -- of the library or service
  version    TEXT NOT NULL DEFAULT '',  -- verbatim
  scope      TEXT NOT NULL DEFAULT '',  -- runtime, test, build, ...
  direct     INTEGER CHECK (direct IN (0, 1)), -- 0: pulled in by another; NULL: not known
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none
) STRICT;
INSERT INTO dependencies VALUES(467,'ehr','','package-lock.json','npm','left-pad','1.3.0','runtime',0,'');
CREATE TABLE series (
  -- WORLD. Versions of records of the kind 'series' (project: the system, id: the metric). A version holds the points that its
  -- import added or changed; the series is the union over its versions of completed imports, the newer winning at
  -- equal time and position.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  system     TEXT NOT NULL DEFAULT '',  -- system of the estate
  metric     TEXT NOT NULL DEFAULT '',  -- name of what is measured
  first      INTEGER,                   -- time of the first point of this version
  last       INTEGER,                   -- time of the last
  n_points   INTEGER NOT NULL DEFAULT 0, -- of this version
  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract; '': none
) STRICT;
INSERT INTO series VALUES(465,'ehr','wait',1775001600,1775001660,2,'');
CREATE TABLE points (
  -- WORLD. The values of a series. A missing value is a missing row.
  version_id INTEGER NOT NULL REFERENCES series, -- whose
  time       INTEGER NOT NULL,          -- of the measurement
  position   INTEGER NOT NULL DEFAULT 0, -- among points of the same second, from 0
  value      REAL NOT NULL,             -- finite
  PRIMARY KEY (version_id, time, position)
) STRICT, WITHOUT ROWID;
INSERT INTO points VALUES(465,1775001600,0,1.5);
INSERT INTO points VALUES(465,1775001660,0,2.5);
CREATE TABLE snapshots (
  -- WORK. The exact rows that a run saw (snapshot.h).
  snapshot_id INTEGER PRIMARY KEY,      -- number
  hash        BLOB NOT NULL UNIQUE,     -- BLAKE2b over (kind, project, id, content_hash) of each member
  taken_at    INTEGER NOT NULL,         -- time it was taken first
  n_rows      INTEGER NOT NULL,         -- members
  members     BLOB NOT NULL             -- version_ids, ascending, as differences in base-128 varints, low bits first
) STRICT;
INSERT INTO snapshots VALUES(1,X'215bb141958c32427616973894dd29db38f5d81da25e13f4891c666ac2537922',1777690800,462,X'010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO snapshots VALUES(2,X'7d12ca167990255c19ed577c461da5978187cf834e33fca38423c0d37f08a724',1777698000,463,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO snapshots VALUES(3,X'91347b8cf9c9d25d226711e613799923fd69c840a0f83e33517e025fe2317ac4',1777782600,466,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101');
CREATE TABLE runs (
  -- WORK. One night or one job: what was done, so that a killed one is taken up where it stopped.
  run_id       INTEGER PRIMARY KEY,     -- number
  key          TEXT NOT NULL UNIQUE,    -- what the run is for: the same key is the same run
  started_at   INTEGER NOT NULL,        -- time
  completed_at INTEGER,                 -- time; NULL: running, or killed
  status       TEXT NOT NULL DEFAULT 'running', -- running, done, failed
  exit_status  INTEGER                  -- as PRODUCT.md lists them
) STRICT;
INSERT INTO runs VALUES(1,'nightly:2026-05-02:f4e3f8359bc906bb72aa6393933e611d1aed1146824000b93b615262ca2161a7',1777690800,1777690800,'done',3);
INSERT INTO runs VALUES(2,'nightly:2026-05-02:5e71a5f8a2fa9a02715f3043ea636f14458cbd53782d5aeba605b798b123ef0e',1777698000,1777698000,'done',3);
INSERT INTO runs VALUES(3,'nightly:2026-05-03:d6f703aaf812d977b84a98da944dd683d4b4782846d102b343f425f0e43955ea',1777782600,1777782600,'done',3);
CREATE TABLE run_stages (
  -- WORK. The stages of a run.
  run_id       INTEGER NOT NULL REFERENCES runs, -- whose
  stage        TEXT NOT NULL,           -- import, snapshot, train, ...
  started_at   INTEGER NOT NULL,        -- time
  completed_at INTEGER,                 -- time; NULL: to be done again
  status       TEXT NOT NULL DEFAULT 'running', -- running, done, skipped, failed
  detail       TEXT NOT NULL DEFAULT '', -- JSON or a message: what it did, why it failed
  PRIMARY KEY (run_id, stage)
) STRICT, WITHOUT ROWID;
INSERT INTO run_stages VALUES(1,'metrics',1777690800,1777690800,'done','{}');
INSERT INTO run_stages VALUES(1,'queue',1777690800,1777690800,'done','{"changes":0,"new":1,"over_capacity":0,"releases":1,"tickets":0}');
INSERT INTO run_stages VALUES(1,'report',1777690800,1777690800,'done','{"dir":"reports/2026-05-02-0001","exit_status":3,"files":11}');
INSERT INTO run_stages VALUES(1,'score',1777690800,1777690800,'done','{"items":4,"scored":28,"unapproved":28,"without_model":0}');
INSERT INTO run_stages VALUES(1,'train',1777690800,1777690800,'done','{"models":[{"baseline":0.5,"metric":"top1","model":"route:desk@1","reason":"","status":"validated","task":"route","value":0.72727272727272729},{"baseline":0.76962962962962966,"metric":"roc_auc","model":"change-risk:app@1","reason":"","status":"validated","task":"change-risk","value":0.89777777777777779}],"no_data":0}');
INSERT INTO run_stages VALUES(2,'cluster',1777698000,1777698000,'done','{"clusters":7,"ended":0,"fresh":7,"grouped":1,"moved":109,"none":[],"unchanged":0}');
INSERT INTO run_stages VALUES(2,'metrics',1777698000,1777698000,'done','{}');
INSERT INTO run_stages VALUES(2,'monitor',1777698000,1777698000,'done','{"drifting":0,"models":2,"new":0}');
INSERT INTO run_stages VALUES(2,'queue',1777698000,1777698000,'done','{"changes":0,"models":2,"new":3,"over_capacity":0,"releases":1,"tickets":0}');
INSERT INTO run_stages VALUES(2,'report',1777698000,1777698000,'done','{"dir":"reports/2026-05-02-0002","exit_status":3,"files":11}');
INSERT INTO run_stages VALUES(2,'score',1777698000,1777698000,'done','{"items":4,"scored":28,"unapproved":28,"without_model":0}');
INSERT INTO run_stages VALUES(2,'similar',1777698000,1777698000,'done','{"bars":[{"asked":0.5,"pairs":0,"precision":null,"project":"desk","threshold":null,"tickets":0}],"suspected":0,"tickets":3}');
INSERT INTO run_stages VALUES(2,'train',1777698000,1777698000,'done','{"models":[{"baseline":0.0,"metric":"","model":"route:desk@1","reason":"","status":"unchanged","task":"route","value":0.0},{"baseline":0.0,"metric":"","model":"desk","reason":"only one severity has 20 or more training rows in project ''desk''","status":"not enough data","task":"severity","value":0.0},{"baseline":0.0,"metric":"","model":"change-risk:app@1","reason":"","status":"unchanged","task":"change-risk","value":0.0}],"no_data":1}');
INSERT INTO run_stages VALUES(3,'cluster',1777782600,1777782600,'done','{"clusters":7,"ended":0,"fresh":0,"grouped":0,"moved":0,"none":[],"unchanged":1}');
INSERT INTO run_stages VALUES(3,'metrics',1777782600,1777782600,'done','{}');
INSERT INTO run_stages VALUES(3,'monitor',1777782600,1777782600,'done','{"drifting":0,"models":3,"new":0}');
INSERT INTO run_stages VALUES(3,'queue',1777782600,1777782600,'done','{"changes":0,"models":3,"new":1,"over_capacity":0,"releases":1,"tickets":0}');
INSERT INTO run_stages VALUES(3,'report',1777782600,1777782600,'done','{"dir":"reports/2026-05-03-0003","exit_status":3,"files":13}');
INSERT INTO run_stages VALUES(3,'score',1777782600,1777782600,'done','{"items":4,"scored":31,"unapproved":31,"without_model":0}');
INSERT INTO run_stages VALUES(3,'similar',1777782600,1777782600,'done','{"bars":[{"asked":0.5,"pairs":0,"past":107,"precision":null,"project":"desk","tail":[0.0],"threshold":null,"tickets":0}],"suspected":0,"tickets":3}');
INSERT INTO run_stages VALUES(3,'train',1777782600,1777782600,'done','{"models":[{"baseline":0.0,"metric":"","model":"route:desk@1","readiness":{"around":null,"classes":3,"classes_enough":3,"clean":null,"first":"2025-09-14T00:00:00Z","harmful":null,"label":"team","labelled":107,"last":"2025-12-29T00:00:00Z","left_out":{"open":0,"upcoming":0,"young":0},"majority_rows":44,"measures":{"classes":3.0,"labelled":0.97272727272727277,"months":4.0,"rows":107.0,"text":1.0,"times":1.0},"missing":{"date":0,"description":0,"label":3,"label_time":0,"text":0,"title":0},"months":4,"near_duplicates":{"all":{"agree":0,"pairs":0},"ceiling":null,"marked":{"agree":0,"pairs":0},"near_text":{"agree":0,"pairs":0},"same_text":{"agree":0,"pairs":0}},"project":"desk","reasons":[{"limit":200.0,"measure":"rows","text":"107 labelled rows, 200 are wanted","value":107.0,"verdict":"thin"}],"records":110,"rows":107,"task":"route","trained":true,"verdict":"thin"},"reason":"","status":"unchanged","task":"route","value":0.0},{"baseline":0.5,"metric":"top1","model":"component:desk@1","readiness":{"around":null,"classes":3,"classes_enough":3,"clean":null,"first":"2025-09-14T00:00:00Z","harmful":null,"label":"component","labelled":107,"last":"2025-12-29T00:00:00Z","left_out":{"open":0,"upcoming":0,"young":0},"majority_rows":44,"measures":{"classes":3.0,"labelled":0.97272727272727277,"months":4.0,"rows":107.0,"text":1.0,"times":1.0},"missing":{"date":0,"description":0,"label":3,"label_time":0,"text":0,"title":0},"months":4,"near_duplicates":{"all":{"agree":0,"pairs":0},"ceiling":null,"marked":{"agree":0,"pairs":0},"near_text":{"agree":0,"pairs":0},"same_text":{"agree":0,"pairs":0}},"project":"desk","reasons":[{"limit":200.0,"measure":"rows","text":"107 labelled rows, 200 are wanted","value":107.0,"verdict":"thin"}],"records":110,"rows":107,"task":"component","trained":true,"verdict":"thin"},"reason":"","status":"validated","task":"component","value":0.72727272727272729},{"baseline":0.0,"metric":"","model":"desk","readiness":{"around":null,"classes":1,"classes_enough":1,"clean":null,"first":"2025-09-14T00:00:00Z","harmful":null,"label":"severity","labelled":110,"last":"2025-12-29T00:00:00Z","left_out":{"open":3,"upcoming":0,"young":0},"majority_rows":107,"measures":{"classes":1.0,"labelled":1.0,"months":4.0,"rows":107.0,"text":1.0,"times":1.0},"missing":{"date":0,"description":0,"label":0,"label_time":0,"text":0,"title":0},"months":4,"near_duplicates":{"all":{"agree":0,"pairs":0},"ceiling":null,"marked":{"agree":0,"pairs":0},"near_text":{"agree":0,"pairs":0},"same_text":{"agree":0,"pairs":0}},"project":"desk","reasons":[{"limit":2.0,"measure":"classes","text":"one severity only: every row carries the same","value":1.0,"verdict":"refused"},{"limit":200.0,"measure":"rows","text":"107 tickets to learn from (of 110 labelled), 200 are wanted","value":107.0,"verdict":"thin"}],"records":110,"rows":107,"task":"severity","trained":true,"verdict":"refused"},"reason":"one severity only: every row carries the same","status":"not enough data","task":"severity","value":0.0},{"baseline":0.0,"metric":"","model":"change-risk:app@1","readiness":{"around":{"incidents":110,"incidents_linked":0,"releases":0,"releases_with_outcome":0,"systems":2,"systems_with_dependencies":0},"classes":2,"classes_enough":2,"clean":76,"first":"2025-07-15T12:00:00Z","harmful":98,"label":"buggy","labelled":299,"last":"2025-12-10T12:00:00Z","left_out":{"open":0,"upcoming":0,"young":125},"majority_rows":98,"measures":{"clean":76.0,"dependencies":0.0,"harmful":98.0,"labelled":0.87941176470588234,"linked":0.0,"months":6.0,"rows":119.0,"times":1.0},"missing":{"date":0,"description":null,"label":41,"label_time":0,"text":null,"title":null},"months":6,"near_duplicates":null,"project":"app","reasons":[{"limit":500.0,"measure":"rows","text":"119 changes old enough to judge by (of 299 labelled), 500 are wanted","value":119.0,"verdict":"thin"}],"records":340,"rows":119,"task":"change-risk","trained":true,"verdict":"thin"},"reason":"","status":"unchanged","task":"change-risk","value":0.0}],"no_data":1}');
CREATE TABLE models (
  -- WORK. One trained model version, never changed, never reused. It exists once it has a row in model_stages; one without
  -- was never finished and is dropped when a job next opens the store.
  model_id       INTEGER PRIMARY KEY,   -- number over all tasks
  task           TEXT NOT NULL,         -- route, severity, cause, maintenance, change-risk, release-risk
  project        TEXT NOT NULL DEFAULT '', -- trained for; '': all projects
  number         INTEGER NOT NULL,      -- N of TASK:PROJECT@N
  snapshot_id    INTEGER REFERENCES snapshots, -- rows it could see; NULL: imported from another store
  train_digest   BLOB NOT NULL,         -- of the exact training rows and labels
  params         TEXT NOT NULL,         -- JSON: every hyper-parameter and what was chosen
  seed           INTEGER NOT NULL,      -- of all randomness
  hash           BLOB NOT NULL,         -- of the parts (model_parts_hash in audit.h)
  engine_version TEXT NOT NULL,         -- that trained it
  created_at     INTEGER NOT NULL, requested_by TEXT NOT NULL DEFAULT 'engine',      -- time
  UNIQUE (task, project, number)
) STRICT;
INSERT INTO models VALUES(1,'route','desk',1,1,X'55086f3d4a1a2dbad2d7530ed5c42ec21cd4d73dcbb3eaa06b9087d5b872f6d4','{"c":0.25,"epsilon":0.20000000000000001,"label":"team","recipe":"words","solver":2}',1,X'6a82a6d8e8018cb952102f12002443f025388ecff7e7dd87ecb95eea3f5d06da','0.1.0',1777690800,'engine');
INSERT INTO models VALUES(2,'change-risk','app',1,1,X'b5962e159e31e7b5d4a16e49da7a82a60a010ea99d483dd5b782bb74991b53f7','{"c":0.29999999999999999,"epsilon":0.01,"label":"buggy","recipe":"metrics+words","solver":1}',1,X'152b5a49abe46f3c8b2e2662ebe050ea415c2ecb4be14479d8ec63276bc3feff','0.1.0',1777690800,'engine');
INSERT INTO models VALUES(3,'component','desk',1,3,X'00b9341552446d7e05f6430a006b0f74020072e05af0518cdae57541b27ce235','{"balance":0,"c":0.25,"epsilon":0.20000000000000001,"label":"component","recipe":"words","solver":3}',1,X'3f0fd6c27a4d873dce90db2005602aa2a6c075abd9a7ef83872117f3fdc2fa4b','0.1.0',1777782600,'engine');
CREATE TABLE model_parts (
  -- WORK. What a model version consists of: vocabulary, weights, calibration, thresholds.
  model_id INTEGER NOT NULL REFERENCES models, -- whose
  name     TEXT NOT NULL,               -- of the part
  data     BLOB NOT NULL,               -- its bytes, in the form its module reads
  hash     BLOB NOT NULL,               -- of data
  PRIMARY KEY (model_id, name)
) STRICT;
INSERT INTO model_parts VALUES(1,'calibration',X'74656d706572617475726520322e3730353137323230383932363535353720300a',X'280d5ffb71248fce0f25c619662931bb7644935d1b05db2ddf3d2aa6f8a7be17');
INSERT INTO model_parts VALUES(1,'classes',X'7b22626173655f72617465223a302e32363136383232343239393036353431382c2263223a302e32352c22636c6173736573223a5b7b226e616d65223a226e6574776f726b222c22726f7773223a34347d2c7b226e616d65223a22706861726d616379222c22726f7773223a32387d2c7b226e616d65223a227265636f726473222c22726f7773223a33357d5d2c22726563697065223a22776f726473222c227461736b223a22726f757465222c22747261696e5f726f7773223a3130377d',X'88674d394523c62f749c89380b0eb23330ab0d6ee640085dcce1d9646914c493');
INSERT INTO model_parts VALUES(1,'features',X'5052444d46534554010000001806000000000000000205776f72647300000000000000f03f02057469746c6500000000000008400b6465736372697074696f6e000000000000f03f0202e0a71200006b2306726f7574657223076669726577616c1d0376706e220673776974636825046d6572671207616c6c657267691e05776972656c0208776972656c657373210770617469656e74190764697370656e731d04646f7365170563686172742409666f726d756c6172691808646f63756d656e741c08646973636861726722046361626c1c036368610202646f0308696e7465726163741605696e66757312056d6564696312046669726503036669720204646f63750202776903086d656469636174690204776972650404666f726d020266690302706103036469730204646973630202696e02096d656469636174696f020964697370656e73696e029401000006000105000206020303040504050702070802080402090a040a0a030a0b020b0306030c030d0e030e0807080d030b0403050e070e0e02000f040f0204021002020b050b00020007020900020d0d040d0f030f0f04020804080505120b020b0b020313021307021402030d0b060104020409030103040303050302060c0c020c0a030a09040009030207050702030107060701060c1202120004000c030c05020b0e060202031219021214021414020f0c020e00030300050e0b040b0d030b08020505030504020304030c0302130b020b0c020205030502030200050700040a0f030f0704070b030b0702080203010f020c01040f0303030a020f01020114030e0f04000e02010d030e0102030706010104090d030d05020509030703040014020e0502080b02020a020a0302031a02090302130a020a1203070704130c020c0d020d0a020e0402121203120904091302050c02040e040e0202010202081d020808020d08020807030f0b02000302041202090503051302131202020e02030f040f00040b0103050802130d02090c04020902092102091403141302131402140f02080a02030902140902090902091204050b020a01020c0702076c65747465727300666666666666e63f020d7469746c65206c65747465727300000000000000400f6f70656e696e67206c657474657273000000000000f03f0102c09a0c00006b68055e726f75742305726f75746523056f757465722305757465722423055e666972651d0566697265771d0569726577611d05726577616c1d056577616c6c1d0577616c6c241d055e76706e2422055e7377697425057377697463250577697463682505697463682425055e6d65726712056d657267651205657267652412055e616c6c651e05616c6c65721e056c6c6572671e056c657267791e0565726779241e055e776972652105776972656c21056972656c65210572656c65732105656c65737321056c6573732421055e70617469190570617469651905617469656e19057469656e74190569656e742419055e646973701d0564697370651d05697370656e1d057370656e731d0570656e73691d05656e73696e1d056e73696e671d0573696e67241d055e646f73651705646f73652417055e63686172240563686172742405686172742424055e666f726d1805666f726d7518056f726d756c1805726d756c6118056d756c61721805756c61727918056c6172792418055e646f63751c05646f63756d1c056f63756d651c0563756d656e1c05756d656e741c056d656e74241c055e6469736322056469736368220569736368612205736368617222056368617267220568617267652205617267652422055e6361626c1c056361626c651c0561626c65241c055e6368612402055e696e74651605696e74657216056e746572611605746572616316056572616374160572616374691605616374696f16056374696f6e160574696f6e2422055e696e66751205696e66757312056e667573691205667573696f12057573696f6e120573696f6e2412055e6d65646912056d656469631205656469636112056469636174120569636174691205636174696f12056174696f6e1205666972652403055e666972240205646f6375240205636174692402056564696324020577697265240405666f726d2402055e646973240205646973632402056174696f2402056e73696e240200715998d0072e17f3070bc9bebd54f0956d8240a80d68169557e2eb205b572216',X'8f2445f34fd3ec6c5c40c507dfa69be7b04e9a8943de12b0402dd78e48a56ca2');
INSERT INTO model_parts VALUES(1,'weights',X'5052444c4d4f440a010000001f010000030000001f010000000000404b78c4bf000000a048b8d5bf00000040eb3dd6bf000000000100000002000000030000000400000005000000060000000700000008000000090000000a0000000b0000000c0000000d0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002a0000002b0000002c0000002d0000002e0000002f000000300000003100000032000000330000003400000035000000360000003700000038000000390000003a0000003b0000003c0000003d0000003e0000003f000000400000004100000042000000430000004400000045000000460000004700000048000000490000004a0000004b0000004c0000004d0000004e0000004f000000500000005100000052000000530000005400000055000000560000005700000058000000590000005a0000005b0000005c0000005d0000005e0000005f000000600000006100000062000000630000006400000065000000660000006700000068000000690000006a0000006b0000006c0000006d0000006e0000006f000000700000007100000072000000730000007400000075000000760000007700000078000000790000007a0000007b0000007c0000007d0000007e0000007f000000800000008100000082000000830000008400000085000000860000008700000088000000890000008a0000008b0000008c0000008d0000008e0000008f000000900000009100000092000000930000009400000095000000960000009700000098000000990000009a0000009b0000009c0000009d0000009e0000009f000000a0000000a1000000a2000000a3000000a4000000a5000000a6000000a7000000a8000000a9000000aa000000ab000000ac000000ad000000ae000000af000000b0000000b1000000b2000000b3000000b4000000b5000000b6000000b7000000b8000000b9000000ba000000bb000000bc000000bd000000be000000bf000000c0000000c1000000c2000000c3000000c4000000c5000000c6000000c7000000c8000000c9000000ca000000cb000000cc000000cd000000ce000000cf000000d0000000d1000000d2000000d3000000d4000000d5000000d6000000d7000000d8000000d9000000da000000db000000dc000000dd000000de000000df000000e0000000e1000000e2000000e3000000e4000000e5000000e6000000e7000000e8000000e9000000ea000000eb000000ec000000ed000000ee000000ef000000f0000000f1000000f2000000f3000000f4000000f5000000f6000000f7000000f8000000f9000000fa000000fb000000fc000000fd000000fe000000ff000000000100000101000002010000030100000401000005010000060100000701000008010000090100000a0100000b0100000c0100000d0100000e0100000f010000100100001101000012010000130100001401000015010000160100001701000018010000190100001a0100001b0100001c0100001d0100001e01000011e2b73e2941a8bd4118a8be7ce2a43ea0ee5dbecc0127be4dd09c3e5d7b33be89fb51bee44ee33e487d61beed9d89beb02c80bea51089bed7c1fb3e55e6c3be343e35be78ee013f02ce863c9c319abde5255d3df5d7c73e0fe57abed78c51be92a113be196f81be0675b23ebde6cebecd71063fd9c72bbe5da659be4f3dfb3d10d2423d8b43bdbe45a93abe6430033f57bc8cbe249bd53e995b3dbee5fa8abe0c2e88bd66cf8d3e58fb21befa41f6bea7cf053ffc37133ffdca8ebe2068babe757dd03de6984bbd021c64bd4ff5eebd26c895ba6d7ddd3d95e585be3a38c53e513828be988d7b3d4fdcd13d708c4bbe474d643d0e16f73d56b84abecece753e96d21bbdd12e80beb34e0a3ef12a33bcd78309be7472babc00000000628b483cbfaf4a3ec9e708bef43d93bd9a9607be0f97593ea812c2bd1066143ee93df8bd391fefbc4b15bb3dd4d4a0bd3b1d353c0850053eae57f8bce6dad3bdf0ac32bed5097cbd91b37b3ec2061e3ee34b7ebe9191c53de29bbebd6f24a1bc0afab93ded4310be6f8a7a3e8d7cd6bdd390e1bd2443273e07448dbd60c829beab9a8d3e4ba1f8bd13ce0b3e8aeb19beba705fbcc6cd1c3e7cb58abd7f45b9bd0449413e4634febdcf4ea8bdb98a553e04d666be4138bdba0282febd4230a7bd1c554c3e416f93bd09679dbd72231d3eb19a013c000000001f2d1cbdd00cb5bd00000000d388a23d96de8cbd6cc7553ea0af1dbe8d2795bdbc5d473e738d0abef59615bd9f58263dbd86b03bafeac33c26b3733e1d0f87bed09bf6bdd7293d3e03dc97bd46451cbecc601cbcbdb5163ec158dfbdab52e0bde4c04a3eb782b2bd7d774bbb0b57bf3dd8f935bdfd889cbd0370ef3d306e67bc8752c2bdbabf633d4c7feebbc46e02be3481e13d5a4c713d14f2c6bcc8f008bd20d52b3e85458ebcd31926be757dd03de6984bbd021c64bda4ce14bc4b7740bd6cd42a3d137d0d3d4cccf9bca6454ebb8eb0b43d7e0facbcfd9a89bd187443be16d5973e36a1e7bd317006be0fd298bd3092463ea8b7cabd4f9c123e0d334dbdb635073ed0e6adbdf0d85fbd9b1616be784fa6bd15e15b3e03cf87be6baf9dbdfea9a73e96dd9f3d50c888bd8c6615bcca9907be024c40bd6d49373e2481eabd66d6073e660cf8bc2481eabd66d6073e660cf8bcaf80cbbd65520f3e4ed72ebd50e954be94642ebeb06eaf3e6f9147bd1406bd3ca41ee23c220e22bd8a2a74bc7da25c3d7f5e743eeb622fbe2b05c2bdbc54803efb23c0bd8b6728be6faefdbbc2139f3d1e68acbd19357dbd1a4afc3d5c1096bdd124f6bd23cf223e0b1e3bbdd20a3bbd5e13973d682406bd8cc52cbe348b923ec742f6bd02ab343edbfceabc606027be593b813cbdd2b8bd8083a03d03de4a3eaf50f9bd3606c6bdaa00c63d921de8bd12be373b62d77bbda4eb133ef54cb0bd0ae7f13d28db57bd0ce6c9bd0cfec0bda8f2463ef1f5d4bd358643bde9f34d3d78c1f13ac15d12be55b52dbeb466973e4a4ae43d75e67bbda39c71bd9a9607be0f97593ea812c2bd933781bd9c5dcf3d1bf438bd830d87bd0e76f93d80b270bd6c79b23c6336fa3cdc3747bd4a515b3c000000001ec81fbd682e0c3e7361ffbdc69636bd1e120fbed7d39bbd08c7403e197ee0bca6fef8bcf64a803d42dc87bdd6f0a6bbf4c0863d9ed42bbe29a783bd067a6e3e5e9fa5bd5643d3bdb8f9373e4266413ec3ecdbbdab2fa4bd6950a5be480ed53ea95ed9bdd12aabbd01a59f3b9568933d49d391bd8af8853dde4bf83b03a4143e2b80ecbd5c1e00bddb98bb3dd3ee08bd25c799bd5074633e359092bd2cbc25be11e3213e5e5c56bdee49d5bda1b88d3e1cfe60be7e236ebda1682d3e20b21abd873c07be31876c3d2ad589bcbb2817bda14969bdd25ecfbba370323de465d4bd43b7bdbd9c37353e296a713d22ec85bd00000000741fcdbd7235573e48c1e7bdd040203e6f09a2bdfb38a2bd08935bbee67fc0bd13df9d3e5ec7633ef67fd5bdba940cbe3d5566bd0f1a9b3d29ba68bd40ea883ef9692b3deadc9bbe0b5bc03a000080af1afe2abc05c2f5bd000389bcc108073e51110ebd000000004bcf223b0436713e33690fbee090c9bdb0081c3e5320cfbd405d41bdd8c2d6bbf5f1ad3d5ebdabbdba79853ea5072d3e2be4e1be73afc8bc9aaed53da45fb4bdaa410e3e13455bbd5d6fc8bd0e025e3edc07d0bd954ae1bdf3ca1abd10419abc16fe1f3d737def3d677e8abdc49f87bd75c7533da35942bcde0c32bd2928933d3fbff3bc547d42bd6783213ec98f06be6302f1bc03bdc13deaa190bdec76afbccf7c30bee4cf703eed939ebdf3bd8abdf950d83df77b39bda3f2493e77a2c3bce4ec40be3fc43abda1514c3e231921bead0d94bc8b4d95bdf5ae933da80c34bd4f9beebc3a2a8c3d0d3745bd9956a5bd59c4143eff8921bd9543de3d4fe599bd012756bdb9b3223e8f2be5bd58c4aabc3f1a583d32ca0abd8d1fa0bd0c911c3e200594bda02342be5d45e8bd4796873e2e2c4abe049219bc0e49253eb109f03d111b70bd64e580bd88c68ebdb41f61bd81b10b3e0d1108bda18bd6bc1821853df2d8d6bcb0cb70bd3145b23d734380bd00006031235d753c58e0e3bdc56283bcdcca003e3fbe3e3e44a2a4bdc6fedbbd0e3c273d70dbce3c8cc481bd99c087bd001f453dacb6f63c38ff53bb3dab0d3ea2b70fbe5578e9bd2519413ed4689ebdb1566a3e09679dbdd72a48be76261a3ed1f106be57acdbbca95b273e805910be1876d0bca7b38f3c5858a8bd3a00813d3e4040be271dd3bc438b523e60ceb0bc67ac63bca4ce133dcd6f99bdf0a087be56e2993e1c12f3bd1e37343ee44d68bdd390e1bd2443273e07448dbdb60edabd8dcb183ede774fbd04b687bd5d182dbd522cd33d719bac3d3748b0bd787b9fbb2826143dac3dff3c054679bd834bae3c8631cdbc82f8003c7d5d673e18e029be8d4a5abde9f595bd6c63f13d57bc4fbd7231bbbdc6bb2a3e8c88aabd680410beddf54a3e44db6ebd075b5dbc57e2bcbc40312c3d152d26beda734a3e55d80cbd5ccb9abd063995bd66bf1b3e9bd18c3ef391a1bd600868beedbb813e1b799abd257855beedbb813e1b799abd257855beedbb813e1b799abd257855be1b61573e240c0bbe0893f3bdd2b7333e466a05be5612a9bd1321443e466a05beef78c5bd1221443ea7f404beed78c5bd1221443ea7f404beed78c5bd1221443ea7f404beed78c5bd48b5713eb29d0bbe014a17be56de9b3e8ff126be4d482fbe7914983e436221be10e52dbe7914983e436221be10e52dbe7914983e436221be10e52dbeadd40cbee1de00bea2d8773e732305be8680fcbd48e56e3e732305be8680fcbd48e56e3e5e9d4fbe48d8cdbdee728e3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3eff80913ea6313fbe4baf0abe3d89803e559523bedc9803be3d89803e559523bedc9803be73c2883e559523bed51013be06747e3e6dac16bea00b0dbe06747e3e6dac16bea00b0dbe8deee6bd108812befe55633e8deee6bd108812befe55633e8deee6bd108812befe55633e58b21abe108812bed32d893e58b21abe108812bed32d893ec15050bec121823ec4db93bdc15050bec121823ec4db93bdc15050be2aaf883ef30faebd3df44bbe922c843e0b2ea3bd3df44bbe922c843e0b2ea3bd8ecc4bbe40677a3e6d4e85bd6d2d41bee2616a3e4d4773bd6d2d41bee2616a3e4d4773bd0dccd1bd09c3b23db4b63ebb0dccd1bd09c3b23db4b63ebb20a543be1da3f3bd2f3c923e20a543be1da3f3bd2f3c923e20a543be1da3f3bd2f3c923e8b6b13befa75583e9a67a6bdca3823bee0d8663ed33facbdca3823bee0d8663ed33facbdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdc817f3bd56b0a3bdfc9b2d3e332feebd56b0a3bd194a2c3e531e10beb8079dbd10193f3e531e10beb8079dbd10193f3e531e10be42df60bd7bbb2b3e531e10be42df60bd7bbb2b3e1e8283bdbc9164bedef2623e6f786dbd9f4061be465e593e6f786dbd9f4061be465e593e6e786dbd9b4061be445e593e6e786dbd9b4061be445e593e1acd56bdf8bf57be9c44483e1acd56bdf8bf57be9c44483e988fa03edb9710be2f8d55be9140ad3edd9710be8d5c6cbe9140ad3edd9710be8d5c6cbe8aa09b3df37b18bdadbf29bd61b208be34336d3e55bff6bd87af08be06666a3e6d76f0bd87af08be06666a3e6d76f0bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bd5677d9bde27b413ef3a0d3bdb3c79fbdc5083e3eae8202be58df0ebddee0e23d3fdbc6bdfe1c53bde242073e3fdbc6bdfe1c53bde242073e3fdbc6bdfe1c53bde242073e3fdbc6bd75fca13b6270843d832eb1bd75fca13b6270843d832eb1bd2d834ebdbf2a1e3e32b7f6bd2d834ebdbf2a1e3e32b7f6bd2289a5bd463a363ebe71dbbd5aef61bd8152163ef0ffd0bd5aef61bd8152163ef0ffd0bdb4ed2cbd051f013e442ebebdd51bf5bc9d8ed83de946a9bd3605cf3dbec882bc1b40d8bd8621973ddc9edabb2d0094bdc9ec3dbc000000001249cc3bcfc658bdd668ad3de0ec19bd99b2a03dd45478bd03bc0cbd0ef2c83db2e3a3bde49badbca542353d460625bd8616063c4a3cbd3d46b3c0bdf592193b8ba73ebdab4430bc7271403d30ea35bd0825863d714ee0bcc98573bdfb92ce3d27413abd8750069a13966f8893fdc3aa22e50958dd087683edb51de869baf274194dcd0a',X'c46664977d39bda639c87a64d49dea98cb4458c47ba85cf6d287248b883e1e37');
INSERT INTO model_parts VALUES(2,'calibration',X'706c61747420312e3737383937383239383032333733303520302e34393035323330323334313536393431350a',X'9720fea23d438ee068f4c24c7811e530fd2fb07b7898868d503c2aa15af459f4');
INSERT INTO model_parts VALUES(2,'classes',X'7b22626173655f72617465223a302e35363332313833393038303435393736382c2263223a302e32393939393939393939393939393939392c22636c6173736573223a5b5d2c22726563697065223a226d6574726963732b776f726473222c227461736b223a226368616e67652d7269736b222c22747261696e5f726f7773223a3137347d',X'fe9a055e601b5f98169c37f65491e264320e4b158ad12b60dbfe35b797f1e81f');
INSERT INTO model_parts VALUES(2,'features',X'5052444d4653455401000000ab040000000000001b026e73026e64026e6607656e74726f7079026c61026c64026c7403666978046e64657603616765036e75630365787004726578700473657870056c612b6c64056c612f6c74056c642f6c74056c612f6c64056c612f6e66056c742f6e66066e75632f6e6608736578702f65787008726578702f657870086e6465762f6e7563056e642f6e66076e75632f616765086576656e6e65737303076d65747269637301333333333333d33f00000200000e00f939fafe422ee63f000000000000d43c0000f939fafe422ee63f000000000000d43c000036ecf05486bbf43fff0d2129c414d93f00005898bfec23f3d93f000000000000c83c00001604e54c0e3b124016d8d7739127e73f00009080adfc0bcc0b40c2e4d7f3615fe63f0000fe51d38f953615400000000000000c3d00000000000000000000000000000000000000000203ad7aea93f13f000000000000e03c00005b377fb7e32e0340000000000000fe3c0000f939fafe422ef63f000000000000e43c00009afe42258f180c40791bc04c3c0eed3f000001202afa0babfc3f000000000000b03c000001202afa0babfc3f000000000000b03c00076d65747269637304333333333333c33f00000200080e00f939fafe422ee63f000000000000d43c0000f939fafe422ee63f000000000000d43c000036ecf05486bbf43fff0d2129c414d93f04ef39fafe422ee63f7193b4a3a69af83f0a03ad7aea93f13f5292ee4c06b6e73fef39fafe422ef63f240412123c12d33f338dedf741c0f93fc5426f22237bb23f005898bfec23f3d93f000000000000c83c00001604e54c0e3b124016d8d7739127e73f07d60d8868f94e0d4045d42a4c3a6ef53f2d1128f19ad110404bae9690a503e73f2b1d161967611240585894cf2a37d63f422e609472601340b394880ec97ac33f1eb973b687cb13401813c9da70eab63fb1f88ee91840144033e8508be0eaa33f58488f10e2bf14402eaf0d489551813f009080adfc0bcc0b40c2e4d7f3615fe63f07518c312b04850440c2285473dc59f63ff0b3d1fd7d150940f98ab2ea350fe73fd1b8d5f4d8f80b4095a0880bac58d73f11ec1416f0160e40aa5f9a037f4fc33fb6f0902f1acd0e409f5e75605d90b83fab3c226828c30f40016de6f54486a43f8b3265dc9b601040b938b5893f8d813f00fe51d38f953615400000000000000c3d00000000000000000000000000000000000000000203ad7aea93f13f000000000000e03c00005b377fb7e32e0340000000000000fe3c0000f939fafe422ef63f000000000000e43c00009afe42258f180c40791bc04c3c0eed3f077d9ed3bc16e10340a06c7f6864e4f33fb1ae6f942e5b0840385d41cebce3e73fd1b8d5f4d8f80b402e2f6b2b8db5d93f11ec1416f0160e401f61da6d8e36ce3f506c2acbf519104022893798a6fabb3f2d1128f19ad1104001d4706d53bca73f73b1af89507a1140bbd4033992e8873f0001202afa0babfc3f000000000000b03c000001202afa0babfc3f000000000000b03c0005776f72647300000000000000f03f01076d657373616765000000000000f03f02028080100000ae01050661646a7573745e03746865ae0104666f726dae010672657772697425067265776f726b2b0400015e0102ae0103012504012bb4be90098dd14915f813f500ef7f2aab1ef7a1642e7a48a273036bd844fe7f39',X'768a40add2ee7ee304fcbfca37de695b443eee5fd643cef185b9aa767629de0e');
INSERT INTO model_parts VALUES(2,'weights',X'5052444c4d4f440a010000003000000001000000260000008c1669f7a412dc3f0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002a0000002b0000002c0000002d0000002e0000002f00000049fd113dadc97c3f3e2e813f2625373b49fd913cbff0803d2402393d094284bbd284f03e3f1cd43eb17f943e3254033ecc56983da7cd093dab5ed33b6826f83ea13dd83eae209c3e7507023ed8aba23d0adb0a3df416dd3b856256bd258ea1bdb0f38dbd440f5bbd9e8f07bde38e58bc85336ebb65d247bf7228bfbb7228bfbb72b1333e716c793f65d247bf7228bfbb72b1333e716c793f97d05c9944171e29f3c1693a374e1cf6ef0282665cec51e15446aea27284977a',X'59fe0f66b6eb688784b0741453dcc437029a15ec904176899fb9d579e44baac8');
INSERT INTO model_parts VALUES(3,'calibration',X'74656d706572617475726520322e3730353137323230383932363535353720300a',X'280d5ffb71248fce0f25c619662931bb7644935d1b05db2ddf3d2aa6f8a7be17');
INSERT INTO model_parts VALUES(3,'classes',X'7b22626173655f72617465223a302e32363136383232343239393036353431382c2263223a302e32352c22636c6173736573223a5b7b226e616d65223a226e6574776f726b206465736b222c22726f7773223a34347d2c7b226e616d65223a22706861726d616379206465736b222c22726f7773223a32387d2c7b226e616d65223a227265636f726473206465736b222c22726f7773223a33357d5d2c22726563697065223a22776f726473222c227461736b223a22636f6d706f6e656e74222c22747261696e5f726f7773223a3130377d',X'8f0f7a43017b1c1a5025319fa82eb65cffd1c2f8d9163d20c26f4d3aff4ec286');
INSERT INTO model_parts VALUES(3,'features',X'5052444d46534554010000001806000000000000000205776f72647300000000000000f03f02057469746c6500000000000008400b6465736372697074696f6e000000000000f03f0202e0a71200006b2306726f7574657223076669726577616c1d0376706e220673776974636825046d6572671207616c6c657267691e05776972656c0208776972656c657373210770617469656e74190764697370656e731d04646f7365170563686172742409666f726d756c6172691808646f63756d656e741c08646973636861726722046361626c1c036368610202646f0308696e7465726163741605696e66757312056d6564696312046669726503036669720204646f63750202776903086d656469636174690204776972650404666f726d020266690302706103036469730204646973630202696e02096d656469636174696f020964697370656e73696e029401000006000105000206020303040504050702070802080402090a040a0a030a0b020b0306030c030d0e030e0807080d030b0403050e070e0e02000f040f0204021002020b050b00020007020900020d0d040d0f030f0f04020804080505120b020b0b020313021307021402030d0b060104020409030103040303050302060c0c020c0a030a09040009030207050702030107060701060c1202120004000c030c05020b0e060202031219021214021414020f0c020e00030300050e0b040b0d030b08020505030504020304030c0302130b020b0c020205030502030200050700040a0f030f0704070b030b0702080203010f020c01040f0303030a020f01020114030e0f04000e02010d030e0102030706010104090d030d05020509030703040014020e0502080b02020a020a0302031a02090302130a020a1203070704130c020c0d020d0a020e0402121203120904091302050c02040e040e0202010202081d020808020d08020807030f0b02000302041202090503051302131202020e02030f040f00040b0103050802130d02090c04020902092102091403141302131402140f02080a02030902140902090902091204050b020a01020c0702076c65747465727300666666666666e63f020d7469746c65206c65747465727300000000000000400f6f70656e696e67206c657474657273000000000000f03f0102c09a0c00006b68055e726f75742305726f75746523056f757465722305757465722423055e666972651d0566697265771d0569726577611d05726577616c1d056577616c6c1d0577616c6c241d055e76706e2422055e7377697425057377697463250577697463682505697463682425055e6d65726712056d657267651205657267652412055e616c6c651e05616c6c65721e056c6c6572671e056c657267791e0565726779241e055e776972652105776972656c21056972656c65210572656c65732105656c65737321056c6573732421055e70617469190570617469651905617469656e19057469656e74190569656e742419055e646973701d0564697370651d05697370656e1d057370656e731d0570656e73691d05656e73696e1d056e73696e671d0573696e67241d055e646f73651705646f73652417055e63686172240563686172742405686172742424055e666f726d1805666f726d7518056f726d756c1805726d756c6118056d756c61721805756c61727918056c6172792418055e646f63751c05646f63756d1c056f63756d651c0563756d656e1c05756d656e741c056d656e74241c055e6469736322056469736368220569736368612205736368617222056368617267220568617267652205617267652422055e6361626c1c056361626c651c0561626c65241c055e6368612402055e696e74651605696e74657216056e746572611605746572616316056572616374160572616374691605616374696f16056374696f6e160574696f6e2422055e696e66751205696e66757312056e667573691205667573696f12057573696f6e120573696f6e2412055e6d65646912056d656469631205656469636112056469636174120569636174691205636174696f12056174696f6e1205666972652403055e666972240205646f6375240205636174692402056564696324020577697265240405666f726d2402055e646973240205646973632402056174696f2402056e73696e240200715998d0072e17f3070bc9bebd54f0956d8240a80d68169557e2eb205b572216',X'8f2445f34fd3ec6c5c40c507dfa69be7b04e9a8943de12b0402dd78e48a56ca2');
INSERT INTO model_parts VALUES(3,'weights',X'5052444c4d4f440a010000001f010000030000001f010000000000404b78c4bf000000a048b8d5bf00000040eb3dd6bf000000000100000002000000030000000400000005000000060000000700000008000000090000000a0000000b0000000c0000000d0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002a0000002b0000002c0000002d0000002e0000002f000000300000003100000032000000330000003400000035000000360000003700000038000000390000003a0000003b0000003c0000003d0000003e0000003f000000400000004100000042000000430000004400000045000000460000004700000048000000490000004a0000004b0000004c0000004d0000004e0000004f000000500000005100000052000000530000005400000055000000560000005700000058000000590000005a0000005b0000005c0000005d0000005e0000005f000000600000006100000062000000630000006400000065000000660000006700000068000000690000006a0000006b0000006c0000006d0000006e0000006f000000700000007100000072000000730000007400000075000000760000007700000078000000790000007a0000007b0000007c0000007d0000007e0000007f000000800000008100000082000000830000008400000085000000860000008700000088000000890000008a0000008b0000008c0000008d0000008e0000008f000000900000009100000092000000930000009400000095000000960000009700000098000000990000009a0000009b0000009c0000009d0000009e0000009f000000a0000000a1000000a2000000a3000000a4000000a5000000a6000000a7000000a8000000a9000000aa000000ab000000ac000000ad000000ae000000af000000b0000000b1000000b2000000b3000000b4000000b5000000b6000000b7000000b8000000b9000000ba000000bb000000bc000000bd000000be000000bf000000c0000000c1000000c2000000c3000000c4000000c5000000c6000000c7000000c8000000c9000000ca000000cb000000cc000000cd000000ce000000cf000000d0000000d1000000d2000000d3000000d4000000d5000000d6000000d7000000d8000000d9000000da000000db000000dc000000dd000000de000000df000000e0000000e1000000e2000000e3000000e4000000e5000000e6000000e7000000e8000000e9000000ea000000eb000000ec000000ed000000ee000000ef000000f0000000f1000000f2000000f3000000f4000000f5000000f6000000f7000000f8000000f9000000fa000000fb000000fc000000fd000000fe000000ff000000000100000101000002010000030100000401000005010000060100000701000008010000090100000a0100000b0100000c0100000d0100000e0100000f010000100100001101000012010000130100001401000015010000160100001701000018010000190100001a0100001b0100001c0100001d0100001e01000011e2b73e2941a8bd4118a8be7ce2a43ea0ee5dbecc0127be4dd09c3e5d7b33be89fb51bee44ee33e487d61beed9d89beb02c80bea51089bed7c1fb3e55e6c3be343e35be78ee013f02ce863c9c319abde5255d3df5d7c73e0fe57abed78c51be92a113be196f81be0675b23ebde6cebecd71063fd9c72bbe5da659be4f3dfb3d10d2423d8b43bdbe45a93abe6430033f57bc8cbe249bd53e995b3dbee5fa8abe0c2e88bd66cf8d3e58fb21befa41f6bea7cf053ffc37133ffdca8ebe2068babe757dd03de6984bbd021c64bd4ff5eebd26c895ba6d7ddd3d95e585be3a38c53e513828be988d7b3d4fdcd13d708c4bbe474d643d0e16f73d56b84abecece753e96d21bbdd12e80beb34e0a3ef12a33bcd78309be7472babc00000000628b483cbfaf4a3ec9e708bef43d93bd9a9607be0f97593ea812c2bd1066143ee93df8bd391fefbc4b15bb3dd4d4a0bd3b1d353c0850053eae57f8bce6dad3bdf0ac32bed5097cbd91b37b3ec2061e3ee34b7ebe9191c53de29bbebd6f24a1bc0afab93ded4310be6f8a7a3e8d7cd6bdd390e1bd2443273e07448dbd60c829beab9a8d3e4ba1f8bd13ce0b3e8aeb19beba705fbcc6cd1c3e7cb58abd7f45b9bd0449413e4634febdcf4ea8bdb98a553e04d666be4138bdba0282febd4230a7bd1c554c3e416f93bd09679dbd72231d3eb19a013c000000001f2d1cbdd00cb5bd00000000d388a23d96de8cbd6cc7553ea0af1dbe8d2795bdbc5d473e738d0abef59615bd9f58263dbd86b03bafeac33c26b3733e1d0f87bed09bf6bdd7293d3e03dc97bd46451cbecc601cbcbdb5163ec158dfbdab52e0bde4c04a3eb782b2bd7d774bbb0b57bf3dd8f935bdfd889cbd0370ef3d306e67bc8752c2bdbabf633d4c7feebbc46e02be3481e13d5a4c713d14f2c6bcc8f008bd20d52b3e85458ebcd31926be757dd03de6984bbd021c64bda4ce14bc4b7740bd6cd42a3d137d0d3d4cccf9bca6454ebb8eb0b43d7e0facbcfd9a89bd187443be16d5973e36a1e7bd317006be0fd298bd3092463ea8b7cabd4f9c123e0d334dbdb635073ed0e6adbdf0d85fbd9b1616be784fa6bd15e15b3e03cf87be6baf9dbdfea9a73e96dd9f3d50c888bd8c6615bcca9907be024c40bd6d49373e2481eabd66d6073e660cf8bc2481eabd66d6073e660cf8bcaf80cbbd65520f3e4ed72ebd50e954be94642ebeb06eaf3e6f9147bd1406bd3ca41ee23c220e22bd8a2a74bc7da25c3d7f5e743eeb622fbe2b05c2bdbc54803efb23c0bd8b6728be6faefdbbc2139f3d1e68acbd19357dbd1a4afc3d5c1096bdd124f6bd23cf223e0b1e3bbdd20a3bbd5e13973d682406bd8cc52cbe348b923ec742f6bd02ab343edbfceabc606027be593b813cbdd2b8bd8083a03d03de4a3eaf50f9bd3606c6bdaa00c63d921de8bd12be373b62d77bbda4eb133ef54cb0bd0ae7f13d28db57bd0ce6c9bd0cfec0bda8f2463ef1f5d4bd358643bde9f34d3d78c1f13ac15d12be55b52dbeb466973e4a4ae43d75e67bbda39c71bd9a9607be0f97593ea812c2bd933781bd9c5dcf3d1bf438bd830d87bd0e76f93d80b270bd6c79b23c6336fa3cdc3747bd4a515b3c000000001ec81fbd682e0c3e7361ffbdc69636bd1e120fbed7d39bbd08c7403e197ee0bca6fef8bcf64a803d42dc87bdd6f0a6bbf4c0863d9ed42bbe29a783bd067a6e3e5e9fa5bd5643d3bdb8f9373e4266413ec3ecdbbdab2fa4bd6950a5be480ed53ea95ed9bdd12aabbd01a59f3b9568933d49d391bd8af8853dde4bf83b03a4143e2b80ecbd5c1e00bddb98bb3dd3ee08bd25c799bd5074633e359092bd2cbc25be11e3213e5e5c56bdee49d5bda1b88d3e1cfe60be7e236ebda1682d3e20b21abd873c07be31876c3d2ad589bcbb2817bda14969bdd25ecfbba370323de465d4bd43b7bdbd9c37353e296a713d22ec85bd00000000741fcdbd7235573e48c1e7bdd040203e6f09a2bdfb38a2bd08935bbee67fc0bd13df9d3e5ec7633ef67fd5bdba940cbe3d5566bd0f1a9b3d29ba68bd40ea883ef9692b3deadc9bbe0b5bc03a000080af1afe2abc05c2f5bd000389bcc108073e51110ebd000000004bcf223b0436713e33690fbee090c9bdb0081c3e5320cfbd405d41bdd8c2d6bbf5f1ad3d5ebdabbdba79853ea5072d3e2be4e1be73afc8bc9aaed53da45fb4bdaa410e3e13455bbd5d6fc8bd0e025e3edc07d0bd954ae1bdf3ca1abd10419abc16fe1f3d737def3d677e8abdc49f87bd75c7533da35942bcde0c32bd2928933d3fbff3bc547d42bd6783213ec98f06be6302f1bc03bdc13deaa190bdec76afbccf7c30bee4cf703eed939ebdf3bd8abdf950d83df77b39bda3f2493e77a2c3bce4ec40be3fc43abda1514c3e231921bead0d94bc8b4d95bdf5ae933da80c34bd4f9beebc3a2a8c3d0d3745bd9956a5bd59c4143eff8921bd9543de3d4fe599bd012756bdb9b3223e8f2be5bd58c4aabc3f1a583d32ca0abd8d1fa0bd0c911c3e200594bda02342be5d45e8bd4796873e2e2c4abe049219bc0e49253eb109f03d111b70bd64e580bd88c68ebdb41f61bd81b10b3e0d1108bda18bd6bc1821853df2d8d6bcb0cb70bd3145b23d734380bd00006031235d753c58e0e3bdc56283bcdcca003e3fbe3e3e44a2a4bdc6fedbbd0e3c273d70dbce3c8cc481bd99c087bd001f453dacb6f63c38ff53bb3dab0d3ea2b70fbe5578e9bd2519413ed4689ebdb1566a3e09679dbdd72a48be76261a3ed1f106be57acdbbca95b273e805910be1876d0bca7b38f3c5858a8bd3a00813d3e4040be271dd3bc438b523e60ceb0bc67ac63bca4ce133dcd6f99bdf0a087be56e2993e1c12f3bd1e37343ee44d68bdd390e1bd2443273e07448dbdb60edabd8dcb183ede774fbd04b687bd5d182dbd522cd33d719bac3d3748b0bd787b9fbb2826143dac3dff3c054679bd834bae3c8631cdbc82f8003c7d5d673e18e029be8d4a5abde9f595bd6c63f13d57bc4fbd7231bbbdc6bb2a3e8c88aabd680410beddf54a3e44db6ebd075b5dbc57e2bcbc40312c3d152d26beda734a3e55d80cbd5ccb9abd063995bd66bf1b3e9bd18c3ef391a1bd600868beedbb813e1b799abd257855beedbb813e1b799abd257855beedbb813e1b799abd257855be1b61573e240c0bbe0893f3bdd2b7333e466a05be5612a9bd1321443e466a05beef78c5bd1221443ea7f404beed78c5bd1221443ea7f404beed78c5bd1221443ea7f404beed78c5bd48b5713eb29d0bbe014a17be56de9b3e8ff126be4d482fbe7914983e436221be10e52dbe7914983e436221be10e52dbe7914983e436221be10e52dbeadd40cbee1de00bea2d8773e732305be8680fcbd48e56e3e732305be8680fcbd48e56e3e5e9d4fbe48d8cdbdee728e3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3e5b9d4fbe7398c6bd049a8c3eff80913ea6313fbe4baf0abe3d89803e559523bedc9803be3d89803e559523bedc9803be73c2883e559523bed51013be06747e3e6dac16bea00b0dbe06747e3e6dac16bea00b0dbe8deee6bd108812befe55633e8deee6bd108812befe55633e8deee6bd108812befe55633e58b21abe108812bed32d893e58b21abe108812bed32d893ec15050bec121823ec4db93bdc15050bec121823ec4db93bdc15050be2aaf883ef30faebd3df44bbe922c843e0b2ea3bd3df44bbe922c843e0b2ea3bd8ecc4bbe40677a3e6d4e85bd6d2d41bee2616a3e4d4773bd6d2d41bee2616a3e4d4773bd0dccd1bd09c3b23db4b63ebb0dccd1bd09c3b23db4b63ebb20a543be1da3f3bd2f3c923e20a543be1da3f3bd2f3c923e20a543be1da3f3bd2f3c923e8b6b13befa75583e9a67a6bdca3823bee0d8663ed33facbdca3823bee0d8663ed33facbdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdda9221bebd0b713eaea9c6bdc817f3bd56b0a3bdfc9b2d3e332feebd56b0a3bd194a2c3e531e10beb8079dbd10193f3e531e10beb8079dbd10193f3e531e10be42df60bd7bbb2b3e531e10be42df60bd7bbb2b3e1e8283bdbc9164bedef2623e6f786dbd9f4061be465e593e6f786dbd9f4061be465e593e6e786dbd9b4061be445e593e6e786dbd9b4061be445e593e1acd56bdf8bf57be9c44483e1acd56bdf8bf57be9c44483e988fa03edb9710be2f8d55be9140ad3edd9710be8d5c6cbe9140ad3edd9710be8d5c6cbe8aa09b3df37b18bdadbf29bd61b208be34336d3e55bff6bd87af08be06666a3e6d76f0bd87af08be06666a3e6d76f0bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bde0c9e9bddcf8523e5acce6bd5677d9bde27b413ef3a0d3bdb3c79fbdc5083e3eae8202be58df0ebddee0e23d3fdbc6bdfe1c53bde242073e3fdbc6bdfe1c53bde242073e3fdbc6bdfe1c53bde242073e3fdbc6bd75fca13b6270843d832eb1bd75fca13b6270843d832eb1bd2d834ebdbf2a1e3e32b7f6bd2d834ebdbf2a1e3e32b7f6bd2289a5bd463a363ebe71dbbd5aef61bd8152163ef0ffd0bd5aef61bd8152163ef0ffd0bdb4ed2cbd051f013e442ebebdd51bf5bc9d8ed83de946a9bd3605cf3dbec882bc1b40d8bd8621973ddc9edabb2d0094bdc9ec3dbc000000001249cc3bcfc658bdd668ad3de0ec19bd99b2a03dd45478bd03bc0cbd0ef2c83db2e3a3bde49badbca542353d460625bd8616063c4a3cbd3d46b3c0bdf592193b8ba73ebdab4430bc7271403d30ea35bd0825863d714ee0bcc98573bdfb92ce3d27413abd8750069a13966f8893fdc3aa22e50958dd087683edb51de869baf274194dcd0a',X'c46664977d39bda639c87a64d49dea98cb4458c47ba85cf6d287248b883e1e37');
CREATE TABLE model_stages (
  -- WORK. The life of a model version: the newest row is its stage.
  stage_id INTEGER PRIMARY KEY,         -- in order
  model_id INTEGER NOT NULL REFERENCES models, -- whose
  stage    TEXT NOT NULL CHECK (stage IN ('candidate', 'validated', 'approved', 'production', 'retired', 'rejected')),
                                        -- it entered
  at       INTEGER NOT NULL,            -- time
  "by"     TEXT NOT NULL,               -- user, or 'engine', or 'policy:N'
  reason   TEXT NOT NULL DEFAULT ''     -- why
) STRICT;
INSERT INTO model_stages VALUES(1,1,'candidate',1777690800,'engine','trained');
INSERT INTO model_stages VALUES(2,1,'validated',1777690800,'engine','meets its acceptance criteria');
INSERT INTO model_stages VALUES(3,2,'candidate',1777690800,'engine','trained');
INSERT INTO model_stages VALUES(4,2,'validated',1777690800,'engine','meets its acceptance criteria');
INSERT INTO model_stages VALUES(5,3,'candidate',1777782600,'engine','trained');
INSERT INTO model_stages VALUES(6,3,'validated',1777782600,'engine','meets its acceptance criteria');
CREATE TABLE validation_records (
  -- WORK. The immutable evidence for one model version.
  model_id   INTEGER PRIMARY KEY REFERENCES models, -- whose
  json       TEXT NOT NULL,             -- canonical JSON
  hash       BLOB NOT NULL,             -- of its bytes
  created_at INTEGER NOT NULL           -- time
) STRICT;
INSERT INTO validation_records VALUES(1,'{"acceptance":[{"bound":0.5,"metric":"top1","passed":true,"relation":">","source":"default","value":0.72727272727272729}],"baselines":{"majority":{"top1":0.5}},"calibration":{"a":2.7051722089265557,"b":0.0,"bins":[{"from":0.0,"mean_p":0.0,"n":0,"rate":0.0,"to":0.066666666666666666},{"from":0.066666666666666666,"mean_p":0.0,"n":0,"rate":0.0,"to":0.13333333333333333},{"from":0.13333333333333333,"mean_p":0.0,"n":0,"rate":0.0,"to":0.20000000000000001},{"from":0.20000000000000001,"mean_p":0.0,"n":0,"rate":0.0,"to":0.26666666666666666},{"from":0.26666666666666666,"mean_p":0.0,"n":0,"rate":0.0,"to":0.33333333333333331},{"from":0.33333333333333331,"mean_p":0.34729418820732305,"n":22,"rate":0.72727272727272729,"to":0.40000000000000002},{"from":0.40000000000000002,"mean_p":0.0,"n":0,"rate":0.0,"to":0.46666666666666667},{"from":0.46666666666666667,"mean_p":0.0,"n":0,"rate":0.0,"to":0.53333333333333333},{"from":0.53333333333333333,"mean_p":0.0,"n":0,"rate":0.0,"to":0.59999999999999998},{"from":0.59999999999999998,"mean_p":0.0,"n":0,"rate":0.0,"to":0.66666666666666663},{"from":0.66666666666666663,"mean_p":0.0,"n":0,"rate":0.0,"to":0.73333333333333328},{"from":0.73333333333333328,"mean_p":0.0,"n":0,"rate":0.0,"to":0.80000000000000004},{"from":0.80000000000000004,"mean_p":0.0,"n":0,"rate":0.0,"to":0.8666666666666667},{"from":0.8666666666666667,"mean_p":0.0,"n":0,"rate":0.0,"to":0.93333333333333335},{"from":0.93333333333333335,"mean_p":0.0,"n":0,"rate":0.0,"to":1.0}],"kind":"temperature"},"cut":{"kind":"oldest 80 % of the labelled rows train, newest 20 % test","test_rows":22,"time":"2025-12-08T00:00:00Z","train_rows":85},"data":{"classes":[{"name":"network","rows":44},{"name":"pharmacy","rows":28},{"name":"records","rows":35}],"exclusions":[],"first":"2025-09-14T00:00:00Z","label_field":"team","label_policy":"labels come from the imported records; our own unreviewed suggestions are never labels","last":"2025-12-29T00:00:00Z","redactions":{"PERSON":340},"rows":107,"snapshot_hash":"215bb141958c32427616973894dd29db38f5d81da25e13f4891c666ac2537922","train_digest":"55086f3d4a1a2dbad2d7530ed5c42ec21cd4d73dcbb3eaa06b9087d5b872f6d4"},"drift":{"statistic":"total variation distance of the label shares, training against test","value":0.12566844919786097},"human":{"decisions":0,"override_rate":null},"intended_use":"suggest the team (or component) that should handle a newly filed ticket, to a person who decides","judged_by":"known","leakage_checks":[{"check":"every test row comes after every training row","detail":"order of time; undated rows in the order of their file","passed":true},{"check":"features known at filing only","detail":"title, description and as-filed values; no field that is known later is an input","passed":true},{"check":"vocabulary, scaling and calibration from training rows alone","detail":"fitted on the training cut and then locked","passed":true}],"limits":["The figures are of the same recipe trained on the oldest 80 % of the rows; the version itself is trained on all.","Only 107 labelled rows: intervals are wide."],"metrics":{"final":{"macro_f1":{"high":0.90776785714285702,"low":0.49258838383838388,"value":0.71904761904761916},"top1":{"high":0.95454545454545459,"low":0.59090909090909094,"value":0.77272727272727271},"top3":{"high":null,"low":null,"value":1.0}},"known":{"macro_f1":{"high":0.88247807017543856,"low":0.45507376395534288,"value":0.68333333333333324},"top1":{"high":0.90909090909090906,"low":0.54545454545454541,"value":0.72727272727272729},"top3":{"high":null,"low":null,"value":1.0}}},"model":{"c":0.25,"candidates":[{"c":0.25,"recipe":"words","score":0.77272727272727271},{"c":0.5,"recipe":"words","score":0.77272727272727271}],"created_at":"2026-05-02T03:00:00Z","criterion":"accuracy","engine_version":"0.1.0","hash":"6a82a6d8e8018cb952102f12002443f025388ecff7e7dd87ecb95eea3f5d06da","libraries":{"liblinear":"LIBLINEAR 2.30"},"name":"route:desk@1","project":"desk","recipe":"words","seed":1,"solver":"L2-loss SVM, dual","task":"route","valid_until":"2026-10-29T03:00:00Z"},"not_for":"closing, prioritising or answering tickets; judging people; tickets of a project it was not trained on","schema_version":1,"signatures":[],"subgroups":[{"n":11,"name":"network","right":0.72727272727272729},{"n":5,"name":"records","right":0.40000000000000002},{"n":6,"name":"pharmacy","right":1.0}],"thresholds":[{"catch_percent":33.333333333333336,"caught":2,"gate_percent":5,"missed":4,"reviews_per_week":0.66666666666666663,"threshold":0.6613045174481853},{"catch_percent":33.333333333333336,"caught":2,"gate_percent":10,"missed":4,"reviews_per_week":1.0,"threshold":0.66074670811205016},{"catch_percent":50.0,"caught":3,"gate_percent":20,"missed":3,"reviews_per_week":1.6666666666666667,"threshold":0.65859441461582957},{"catch_percent":100.0,"caught":6,"gate_percent":50,"missed":0,"reviews_per_week":3.6666666666666665,"threshold":0.65223297817339465}],"top_weights":[{"class":"network","weights":[{"column":"words: cabl","weight":0.5750730037689209},{"column":"words: switch","weight":0.44396126270294189},{"column":"words: dispens","weight":-0.40410414338111877},{"column":"words: wireless","weight":0.39031949639320374},{"column":"words: allergi","weight":-0.38261666893959045},{"column":"words: chart","weight":-0.36965593695640564},{"column":"words: router","weight":0.35914662480354309},{"column":"letters: cable","weight":0.33838322758674622},{"column":"letters: able$","weight":0.33838322758674622},{"column":"words: formulari switch","weight":-0.32287910580635071}]},{"class":"pharmacy","weights":[{"column":"words: dispens","weight":0.52517396211624146},{"column":"words: discharg","weight":-0.48097211122512817},{"column":"words: formulari","weight":0.41719925403594971},{"column":"words: formulari switch","weight":0.41612458229064941},{"column":"words: interact","weight":0.38519459962844849},{"column":"words: dispens router","weight":0.29654759168624878},{"column":"words: router dispens","weight":0.28621828556060791},{"column":"words: cabl","weight":-0.27889242768287659},{"column":"words: dispensin","weight":0.2765706479549408},{"column":"words: merg","weight":-0.26770511269569397}]},{"class":"records","weights":[{"column":"words: discharg","weight":0.52269977331161499},{"column":"words: chart","weight":0.51245713233947754},{"column":"words: allergi","weight":0.50754499435424805},{"column":"words: merg","weight":0.4917132556438446},{"column":"words: document allergi","weight":-0.44119390845298767},{"column":"words: cabl","weight":-0.36407566070556641},{"column":"words: patient","weight":0.34854906797409058},{"column":"words: document chart","weight":0.34264135360717773},{"column":"words: router","weight":-0.3283100426197052},{"column":"words: patient allergi","weight":0.32746881246566772}]}],"verdict":"validated","vocabulary_audit":{"columns":287,"suspicious":0},"worst_subgroup":null}',X'6353132639ce6ce8153f7b68dc2a7f4fbcc3c1aa874f275ef3fe521198a794c2',1777690800);
INSERT INTO validation_records VALUES(2,'{"acceptance":[{"bound":0.5,"metric":"roc_auc lower end of the 95 % interval","passed":true,"relation":">","source":"default","value":0.79509548611111103},{"bound":0.25,"metric":"pr_auc","passed":true,"relation":">","source":"default","value":0.80359106238282429}],"baselines":{"base_rate":{"brier":0.34679901508156369},"size_only":{"brier":0.24431376612227576,"roc_auc":0.76962962962962966},"small_first":{"popt":0.45579649199790351,"recall_at_20_effort":0.13333333333333333}},"calibration":{"a":1.7789782980237305,"b":0.49052302341569415,"bins":[{"from":0.0,"mean_p":0.046964789774688327,"n":3,"rate":0.0,"to":0.066666666666666666},{"from":0.066666666666666666,"mean_p":0.08954042273598195,"n":4,"rate":0.0,"to":0.13333333333333333},{"from":0.13333333333333333,"mean_p":0.15596834489082381,"n":8,"rate":0.0,"to":0.20000000000000001},{"from":0.20000000000000001,"mean_p":0.226421698413066,"n":4,"rate":0.25,"to":0.26666666666666666},{"from":0.26666666666666666,"mean_p":0.29532504013823735,"n":3,"rate":0.0,"to":0.33333333333333331},{"from":0.33333333333333331,"mean_p":0.36248730016146202,"n":4,"rate":0.0,"to":0.40000000000000002},{"from":0.40000000000000002,"mean_p":0.41379382512132812,"n":2,"rate":0.0,"to":0.46666666666666667},{"from":0.46666666666666667,"mean_p":0.50098316324171188,"n":4,"rate":0.0,"to":0.53333333333333333},{"from":0.53333333333333333,"mean_p":0.56134580850730198,"n":7,"rate":0.2857142857142857,"to":0.59999999999999998},{"from":0.59999999999999998,"mean_p":0.63515796119377421,"n":8,"rate":0.375,"to":0.66666666666666663},{"from":0.66666666666666663,"mean_p":0.68639093593667233,"n":2,"rate":0.5,"to":0.73333333333333328},{"from":0.73333333333333328,"mean_p":0.78981135114662537,"n":1,"rate":0.0,"to":0.80000000000000004},{"from":0.80000000000000004,"mean_p":0.83608911782717077,"n":1,"rate":1.0,"to":0.8666666666666667},{"from":0.8666666666666667,"mean_p":0.91044038398812921,"n":6,"rate":0.66666666666666663,"to":0.93333333333333335},{"from":0.93333333333333335,"mean_p":0.95226131551868409,"n":3,"rate":1.0,"to":1.0}],"kind":"Platt"},"cut":{"kind":"oldest 80 % of the labelled rows train, newest 20 % test","test_rows":60,"time":"2025-11-12T00:00:00Z","train_rows":239},"data":{"classes":[{"name":"clean","rows":76},{"name":"caused harm","rows":98}],"exclusions":["125 clean changes younger than 90 days: they have not had the time to fail"],"first":"2025-07-15T12:00:00Z","label_field":"buggy","label_policy":"labels come from the imported records; our own unreviewed suggestions are never labels","last":"2025-12-11T12:00:00Z","redactions":{"PERSON":340},"rows":299,"snapshot_hash":"215bb141958c32427616973894dd29db38f5d81da25e13f4891c666ac2537922","train_digest":"b5962e159e31e7b5d4a16e49da7a82a60a010ea99d483dd5b782bb74991b53f7"},"drift":{"statistic":"total variation distance of the label shares, training against test","value":0.097280334728033463},"human":{"decisions":0,"override_rate":null},"intended_use":"rank changes and releases by the chance that they cause an incident, a hotfix or a rollback, so that people review the riskiest first","judged_by":"known","leakage_checks":[{"check":"every test row comes after every training row","detail":"order of time; undated rows in the order of their file","passed":true},{"check":"features known at filing only","detail":"metrics as of the commit, message, paths and tokens of the change itself","passed":true},{"check":"vocabulary, scaling and calibration from training rows alone","detail":"fitted on the training cut and then locked","passed":true}],"limits":["The figures are of the same recipe trained on the oldest 80 % of the rows; the version itself is trained on all.","A model that only counts changed lines ranks as well as this one.","Only 299 labelled rows: intervals are wide."],"metrics":{"final":{"base_rate":{"high":null,"low":null,"value":0.25},"brier":{"high":0.23661521273343583,"low":0.11568339993320821,"value":0.17175896622893902},"ece":{"high":0.27557988052785048,"low":0.11802772273563526,"value":0.17201860744602607},"popt":{"high":null,"low":null,"value":0.52398191148328288},"pr_auc":{"high":0.76022601897024555,"low":0.27699940542464174,"value":0.51176290666279223},"recall_at_20_effort":{"high":null,"low":null,"value":0.13333333333333333},"roc_auc":{"high":0.88565584793295593,"low":0.62150997819846754,"value":0.76962962962962966}},"known":{"base_rate":{"high":null,"low":null,"value":0.25},"brier":{"high":0.22383432853067331,"low":0.12421600341854243,"value":0.17145693231547943},"ece":{"high":0.32795998921519037,"low":0.17786528712179062,"value":0.23252679102798687},"popt":{"high":null,"low":null,"value":0.7106081105788572},"pr_auc":{"high":0.9403605236889202,"low":0.5978201262479913,"value":0.80359106238282429},"recall_at_20_effort":{"high":null,"low":null,"value":0.40000000000000002},"roc_auc":{"high":0.97569839015151516,"low":0.79509548611111103,"value":0.89777777777777779}}},"model":{"c":0.29999999999999999,"candidates":[{"c":0.29999999999999999,"recipe":"metrics+words","score":0.9140625},{"c":1.0,"recipe":"metrics+words","score":0.9140625},{"c":3.0,"recipe":"metrics+words","score":0.8984375},{"c":1.0,"recipe":"size","score":0.8359375}],"created_at":"2026-05-02T03:00:00Z","criterion":"roc_auc","engine_version":"0.1.0","hash":"152b5a49abe46f3c8b2e2662ebe050ea415c2ecb4be14479d8ec63276bc3feff","libraries":{"liblinear":"LIBLINEAR 2.30"},"name":"change-risk:app@1","project":"app","recipe":"metrics+words","seed":1,"solver":"logistic regression, dual","task":"change-risk","valid_until":"2026-10-29T03:00:00Z"},"not_for":"approving a release; judging the author of a change; changes of a project it was not trained on","schema_version":1,"signatures":[],"subgroups":[{"n":21,"name":"small changes","right":0.8571428571428571},{"n":20,"name":"middling changes","right":0.25},{"n":19,"name":"large changes","right":0.47368421052631576}],"thresholds":[{"catch_percent":20.0,"caught":3,"gate_percent":5,"missed":12,"reviews_per_week":0.71186440677966101,"threshold":0.94452421793410257},{"catch_percent":40.0,"caught":6,"gate_percent":10,"missed":9,"reviews_per_week":1.423728813559322,"threshold":0.91331383797266497},{"catch_percent":53.333333333333336,"caught":8,"gate_percent":20,"missed":7,"reviews_per_week":2.847457627118644,"threshold":0.7034031702537894},{"catch_percent":93.333333333333329,"caught":14,"gate_percent":50,"missed":1,"reviews_per_week":7.1186440677966099,"threshold":0.50475950853001406}],"top_weights":[{"class":"harm","weights":[{"column":"metrics: ln ld","weight":1.0092236995697021},{"column":"metrics: ln la","weight":0.98745232820510864},{"column":"words: rework","weight":0.97431093454360962},{"column":"words: rework the","weight":0.97431093454360962},{"column":"words: adjust","weight":-0.78055411577224731},{"column":"words: adjust the","weight":-0.78055411577224731},{"column":"metrics: ln ld beyond 12","weight":0.48466801643371582},{"column":"metrics: ln la beyond 38","weight":0.46976333856582642},{"column":"metrics: ln ld beyond 22","weight":0.42234519124031067},{"column":"metrics: ln la beyond 66","weight":0.41427800059318542}]}],"verdict":"validated","vocabulary_audit":{"columns":48,"suspicious":0},"worst_subgroup":null}',X'5361dc9f21ed28bf63a4b44385197898ce8f0b95491a779e8b79a95584509f25',1777690800);
INSERT INTO validation_records VALUES(3,'{"abstention":{"asked":0.90000000000000002,"coverage":0.81818181818181823,"curve":[[1.0,1,1,2,2],[0.99999999999999978,2,2,2,2],[0.99999999999996336,3,3,2,2],[0.99999999999942868,4,4,3,3],[0.99999999998650857,5,5,4,4],[0.99999999998005773,6,6,4,4],[0.99999999979539123,7,7,4,4],[0.99999996172873995,8,8,5,5],[0.9999819801620623,9,8,7,6],[0.98885948456869477,10,9,9,7],[0.70694485398223594,11,9,11,7]],"newer":11,"older":11,"precision":0.77777777777777779,"threshold":0.98885948456869477},"acceptance":[{"bound":0.5,"metric":"top1","passed":true,"relation":">","source":"default","value":0.72727272727272729}],"baselines":{"majority":{"macro_f1":0.22222222222222221,"top1":0.5}},"calibration":{"a":2.7051722089265557,"b":0.0,"bins":[{"from":0.0,"mean_p":0.0,"n":0,"rate":0.0,"to":0.066666666666666666},{"from":0.066666666666666666,"mean_p":0.0,"n":0,"rate":0.0,"to":0.13333333333333333},{"from":0.13333333333333333,"mean_p":0.0,"n":0,"rate":0.0,"to":0.20000000000000001},{"from":0.20000000000000001,"mean_p":0.0,"n":0,"rate":0.0,"to":0.26666666666666666},{"from":0.26666666666666666,"mean_p":0.0,"n":0,"rate":0.0,"to":0.33333333333333331},{"from":0.33333333333333331,"mean_p":0.0,"n":0,"rate":0.0,"to":0.40000000000000002},{"from":0.40000000000000002,"mean_p":0.0,"n":0,"rate":0.0,"to":0.46666666666666667},{"from":0.46666666666666667,"mean_p":0.0,"n":0,"rate":0.0,"to":0.53333333333333333},{"from":0.53333333333333333,"mean_p":0.0,"n":0,"rate":0.0,"to":0.59999999999999998},{"from":0.59999999999999998,"mean_p":0.0,"n":0,"rate":0.0,"to":0.66666666666666663},{"from":0.66666666666666663,"mean_p":0.70694485398223594,"n":1,"rate":0.0,"to":0.73333333333333328},{"from":0.73333333333333328,"mean_p":0.0,"n":0,"rate":0.0,"to":0.80000000000000004},{"from":0.80000000000000004,"mean_p":0.0,"n":0,"rate":0.0,"to":0.8666666666666667},{"from":0.8666666666666667,"mean_p":0.8691104370817363,"n":1,"rate":0.0,"to":0.93333333333333335},{"from":0.93333333333333335,"mean_p":0.99617131337992826,"n":20,"rate":0.80000000000000004,"to":1.0}],"kind":"temperature"},"cut":{"kind":"oldest 80 % of the labelled rows train, newest 20 % test","test_rows":22,"time":"2025-12-08T00:00:00Z","train_rows":85},"data":{"classes":[{"name":"network desk","rows":44},{"name":"pharmacy desk","rows":28},{"name":"records desk","rows":35}],"exclusions":[],"first":"2025-09-14T00:00:00Z","label_field":"component","label_policy":"labels come from the imported records; our own unreviewed suggestions are never labels","last":"2025-12-29T00:00:00Z","redactions":{"PERSON":340},"rows":107,"snapshot_hash":"91347b8cf9c9d25d226711e613799923fd69c840a0f83e33517e025fe2317ac4","train_digest":"00b9341552446d7e05f6430a006b0f74020072e05af0518cdae57541b27ce235"},"drift":{"statistic":"total variation distance of the label shares, training against test","value":0.12566844919786097},"gates":[],"human":{"decisions":0,"override_rate":null},"intended_use":"suggest the component that a newly filed ticket is about, to a person who decides","judged_by":"known","leakage_checks":[{"check":"every test row comes after every training row","detail":"order of time; undated rows in the order of their file","passed":true},{"check":"features known at filing only","detail":"title, description and as-filed values; no field that is known later is an input","passed":true},{"check":"vocabulary, scaling and calibration from training rows alone","detail":"fitted on the training cut and then locked","passed":true}],"limits":["The figures are of the same recipe trained on the oldest 80 % of the rows; the version itself is trained on all.","Thin data: 107 labelled rows, 200 are wanted.","Only 107 labelled rows: intervals are wide."],"metrics":{"final":{"macro_f1":{"high":0.88247807017543856,"low":0.45507376395534288,"value":0.68333333333333324},"top1":{"high":0.90909090909090906,"low":0.54545454545454541,"value":0.72727272727272729},"top3":{"high":null,"low":null,"value":1.0}},"known":{"macro_f1":{"high":0.88247807017543856,"low":0.45507376395534288,"value":0.68333333333333324},"top1":{"high":0.90909090909090906,"low":0.54545454545454541,"value":0.72727272727272729},"top3":{"high":null,"low":null,"value":1.0}}},"model":{"balance":0.0,"c":0.25,"candidates":[{"balance":0.0,"c":0.25,"recipe":"words","score":0.77272727272727271},{"balance":0.0,"c":0.5,"recipe":"words","score":0.77272727272727271}],"created_at":"2026-05-03T04:30:00Z","criterion":"accuracy","engine_version":"0.1.0","hash":"3f0fd6c27a4d873dce90db2005602aa2a6c075abd9a7ef83872117f3fdc2fa4b","libraries":{"liblinear":"LIBLINEAR 2.30"},"name":"component:desk@1","project":"desk","recipe":"words","seed":1,"solver":"L2-loss SVM, dual","task":"component","valid_until":"2026-10-30T04:30:00Z"},"not_for":"closing, prioritising or answering tickets; blaming a component for a failure; tickets of a project it was not trained on","readiness":{"around":null,"classes":3,"classes_enough":3,"clean":null,"first":"2025-09-14T00:00:00Z","harmful":null,"label":"component","labelled":107,"last":"2025-12-29T00:00:00Z","left_out":{"open":0,"upcoming":0,"young":0},"majority_rows":44,"measures":{"classes":3.0,"labelled":0.97272727272727277,"months":4.0,"rows":107.0,"text":1.0,"times":1.0},"missing":{"date":0,"description":0,"label":3,"label_time":0,"text":0,"title":0},"months":4,"near_duplicates":{"all":{"agree":0,"pairs":0},"ceiling":null,"marked":{"agree":0,"pairs":0},"near_text":{"agree":0,"pairs":0},"same_text":{"agree":0,"pairs":0}},"project":"desk","reasons":[{"limit":200.0,"measure":"rows","text":"107 labelled rows, 200 are wanted","value":107.0,"verdict":"thin"}],"records":110,"rows":107,"task":"component","trained":true,"verdict":"thin"},"schema_version":1,"signatures":[],"subgroups":[{"n":11,"name":"network desk","right":0.72727272727272729},{"n":5,"name":"records desk","right":0.40000000000000002},{"n":6,"name":"pharmacy desk","right":1.0}],"thresholds":[{"catch_percent":33.333333333333336,"caught":2,"gate_percent":5,"missed":4,"reviews_per_week":0.66666666666666663,"threshold":0.1308895629182637},{"catch_percent":50.0,"caught":3,"gate_percent":10,"missed":3,"reviews_per_week":1.0,"threshold":0.058064207362409692},{"catch_percent":66.666666666666671,"caught":4,"gate_percent":20,"missed":2,"reviews_per_week":1.6666666666666667,"threshold":0.0072675557889938514},{"catch_percent":100.0,"caught":6,"gate_percent":50,"missed":0,"reviews_per_week":3.6666666666666665,"threshold":7.4507310321436648e-9}],"top_weights":[{"class":"network desk","weights":[{"column":"words: cabl","weight":0.5750730037689209},{"column":"words: switch","weight":0.44396126270294189},{"column":"words: dispens","weight":-0.40410414338111877},{"column":"words: wireless","weight":0.39031949639320374},{"column":"words: allergi","weight":-0.38261666893959045},{"column":"words: chart","weight":-0.36965593695640564},{"column":"words: router","weight":0.35914662480354309},{"column":"letters: cable","weight":0.33838322758674622},{"column":"letters: able$","weight":0.33838322758674622},{"column":"words: formulari switch","weight":-0.32287910580635071}]},{"class":"pharmacy desk","weights":[{"column":"words: dispens","weight":0.52517396211624146},{"column":"words: discharg","weight":-0.48097211122512817},{"column":"words: formulari","weight":0.41719925403594971},{"column":"words: formulari switch","weight":0.41612458229064941},{"column":"words: interact","weight":0.38519459962844849},{"column":"words: dispens router","weight":0.29654759168624878},{"column":"words: router dispens","weight":0.28621828556060791},{"column":"words: cabl","weight":-0.27889242768287659},{"column":"words: dispensin","weight":0.2765706479549408},{"column":"words: merg","weight":-0.26770511269569397}]},{"class":"records desk","weights":[{"column":"words: discharg","weight":0.52269977331161499},{"column":"words: chart","weight":0.51245713233947754},{"column":"words: allergi","weight":0.50754499435424805},{"column":"words: merg","weight":0.4917132556438446},{"column":"words: document allergi","weight":-0.44119390845298767},{"column":"words: cabl","weight":-0.36407566070556641},{"column":"words: patient","weight":0.34854906797409058},{"column":"words: document chart","weight":0.34264135360717773},{"column":"words: router","weight":-0.3283100426197052},{"column":"words: patient allergi","weight":0.32746881246566772}]}],"verdict":"validated","vocabulary_audit":{"columns":287,"looked_at":287,"suspicious":0},"worst_subgroup":null}',X'dd4220413507114c7299480e118f6fc316695199d7c652d16b58671a6d140f41',1777782600);
CREATE TABLE feature_rows (
  -- WORK. Sparse feature rows that scores were made from, each once: what replay reads.
  hash      BLOB PRIMARY KEY,           -- of data as it was
  data      BLOB,                       -- columns and values; NULL: purged
  purged_at INTEGER,                    -- time; NULL: not purged
  purged    TEXT NOT NULL DEFAULT ''    -- by which rule
) STRICT, WITHOUT ROWID;
INSERT INTO feature_rows VALUES(X'14da581b94fa72f95cd7b557151a4f837af6ddba32782ba03fb5c70f3233fda0',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002a0000002d0000002e0000000d33ecbe3c7b4b3eae6b513e4768993e0d336cbe3ca0e3bd741537bdeb6a31bc209dab3d6667843d7ae5213db25a8c3caf199f3b3835bfbb6642a6bab3fdb33dd410893d047e2f3db7a2943c461cef3bfc08c5bb2f7fa8ba9530083e39a2eb3d3da6bc3d08fd953dda1b473d7fd8e83c35ffd13b74ea803e74ea803ee5e5223f74ea803ee5e5223f',NULL,'');
INSERT INTO feature_rows VALUES(X'1624a292efcc2d9b71d9439d7158f2f8bf98eceb82e94c5bdfe28f9902d3ecb4',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000003665c23ea34da8bf72c598bff4dc5a3e3665423eb2dc1d3e2b4ce23d317c713dc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba8f6db83d9eae933d4565493db825f83c2ca5b93bbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'174acd97f21ef4719d183e3c690d22f2b4e2ff1b85ccb73a7ebc04aca953b08b',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000d33ecbe395a6fbfb76665bf0fcc33bf0d336cbe3ca0e3bd741537bdeb6a31bcc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8baf7f63ebe1557e5bde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'21aa9af4f8cfcd68c7c520ecddf98d5c492a6144b33fe2b1253a999940de0452',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000ee78d3dc8f216bf894219bf11fb7d3e0ee70d3d5a6087ba741537bdeb6a31bcc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8baac8bdb3dbbccb63dbfd0873d164f423dbee1ba3c41142c3b7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'3a172b16476908bb5d3bfbc6f711bac7568fda811148aeda424520eb6d24765a',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002a0000002d0000002e000000348f1abe2f7c843e3226883ed296273e348f9abd3ca0e3bd741537bdeb6a31bc421ae93d88e4c13dde6f8e3d9c27413d79dd0e3d4d9b9a3c6642a6ba69def23d89f1c73db89f963dc712483df4a41b3d0bc6a83c2f7fa8ba6d27853df8d0403d00b2c53cbb34ac3bb94c86bcbbdce3bb7c85e5ba74ea803e74ea803ee5e5223f74ea803ee5e5223f',NULL,'');
INSERT INTO feature_rows VALUES(X'486da34d56083a5f4ae5f8d939a7df5e29ba59443b47c50f4dc632c22cd23ab9',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000f6de753ec8772fbdfaa63cbd39b36a3cf6def53deecdac3d6ac1263deb6a31bc1c7817bd90e365bdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6ba742f19bd33096fbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba89211ebc880ce2bc3cfe4ebddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'4c93cab06ebcf447ed24c77af884f1cedfd3e383466755cbcc6c924c6f69ffe5',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000d33ecbe71f1f93d39d5fb3d1557c6bd0d336cbe3ca0e3bd741537bdeb6a31bc3a353a3d8b93d73c570e9c3a5cafadbcd5fd5bbc3835bfbb6642a6ba42f9403d073fd63cffbd073b9061b9bc4dd06bbcfc08c5bb2f7fa8baef9a85bde059aabde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'5028d5be35f73150a416dbf6b1e82a17905134dde0e564015178e1865c234ea6',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000348f1abe24f730bf85dc38bfad808a3e348f9abd3ca0e3bd741537bdeb6a31bcc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8baf691f23d05d3cd3d09d79e3daa5b703d737d0b3d6037633c7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'5100df6b2c8887ab38ff3de5fc7b469c98f64d6a9b01c382ef82966ad0122288',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000348f1abec9c19abeb63c9abe1a07453e348f9abd3ca0e3bd741537bdeb6a31bcd6b02abecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bab4f328bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8bab697a23d89b17b3d91b91d3d51cea03c70b8a3bbbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'61b3a74c33d0e595dd2f74d098260967c0673acdb01c98ab4152555b5e4462a4',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000348f1abec9b5163ec08c1b3ef947953e348f9abd3ca0e3bd741537bdeb6a31bc59af6d3de5431f3d4a6a613c38760dbcd5fd5bbc3835bfbb6642a6ba893d7c3dca63263d4d80873c06b205bc4dd06bbcfc08c5bb2f7fa8ba4710043e9d61e33da165b43d6dbc8d3da39a363d10d6c73cf7ea1b3be719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'6d111da1738b785b453f651949b38c19ce69fa5c995002f6ef25ca629b92c5d0',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000ee78d3d8c6d57bdfa537abd7cf6e1bd0ee70d3d5a6087ba741537bdeb6a31bcfd722bbd72de79bdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6baf40538bdd9ef86bd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8baa36a93bd9329b8bde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'836d19999f8414678d5380ed7fa9f4a77b98086d7c17e28ae23f5cc2ed6a691c',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000003665c23e692495bda01f9dbdc6fd853e3665423eb2dc1d3e2b4ce23d317c713da1e054bd0ba691bdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6ba96fb57bdabea96bd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba288ce93d37cdc43d3bd1953d0d505e3dace3f23cec081b3c7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'a9713ad4cfbeb02264ac0aa33d0d36f05fcbabe3b0abb5a08bf1e0922c8439b2',X'020000000c00000013000000140000005d000000c1000000e6000000e7000000e8000000e9000000ea000000eb000000ec000000060100000701000008010000090100000a0100000b0100000c0100000d0100000e0100000f01000010010000110100001201000013010000ac443e3eafc20f3f2e1d123f2f58cf3e0b07cd3e8e57773d04e72a3e04e72a3e04e72a3e04e72a3e04e72a3e04e72a3e04e72a3eaa64d13d540b273e540b273e540b273e540b273e540b273e540b273e2fc5063e2fc5063e2fc5063e2fc5063e2fc5063e2fc5063e2fc5063e',NULL,'');
INSERT INTO feature_rows VALUES(X'ace361368460751b7ad42d9546dd00b36da136d270a1ebfc9e4344f3fcb1210e',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002a0000002d0000002e000000f6de753e8846003e39d5fb3d2b46653ef6def53deecdac3d6ac1263deb6a31bcd9d0403dcacae43c24c1373b1d78a0bcd5fd5bbc3835bfbb6642a6ba42f9403d073fd63cffbd073b9061b9bc4dd06bbcfc08c5bb2f7fa8bac6d6c23dd5179e3db3375e3d4ae5103d4d1c303cbbdce3bb7c85e5ba74ea803e74ea803ee5e5223f74ea803ee5e5223f',NULL,'');
INSERT INTO feature_rows VALUES(X'b5067080f98c6e7d6e5e226e29e9158fba74b2c48862ef7c32574852edb53296',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002b0000002d0000002f000000f6de753e24ac533e51ca593e8d61213ef6def53deecdac3d6ac1263deb6a31bc08ceb33d4e988c3d4947323d521ead3c1614113c3835bfbb6642a6ba565cbc3d776f913d4a3b403d451db63c3d833a3cfc08c5bb2f7fa8ba51e47d3d6f66343defdcac3ceac0113bb94c86bcbbdce3bb7c85e5ba5b3b873e5b3b873e5bf7203f5b3b873e5bf7203f',NULL,'');
INSERT INTO feature_rows VALUES(X'b71192cb4143c6517d9f1102915146872254ce7b04706963ecc7774a909851e8',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002b0000002d0000002f000000f6de753e010a293e12402e3e7f2e793ef6def53deecdac3d6ac1263deb6a31bce52b893d56ec433d0706ba3c9971a53900fd43bc3835bfbb6642a6ba17d2903d6fca4b3d964dd23ccd887e3abfce21bcfc08c5bb2f7fa8ba1bbfd63d2a00b23d2e04833df3b5383d78afa73c851094397c85e5ba5b3b873e5b3b873e5bf7203f5b3b873e5bf7203f',NULL,'');
INSERT INTO feature_rows VALUES(X'bdbfd97d52740832e448572f28aa5927ae89bf3aeb47af576c022b940dea91a7',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000d33ecbeeb2c80bdfa537abd8a2fb83d0d336cbe3ca0e3bd741537bdeb6a31bc22e93fbd4b2a87bdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6baf40538bdd9ef86bd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba82a1e63c7d4b273c629450bc817701bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'bfa1d766e00ca0436e7b8a2bda28861d8a7a2453b0c8e85f5a76dc371c4b82a9',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000f6de753ed74e29be218c28bea3297abef6def53deecdac3d6ac1263deb6a31bcf32cc9bdcfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6ba1cfac5bdd25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba844c0ebe1557e5bde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'd148eaae12185eed9c8e7bcb589377ab08743c336165cf6df82c5a3dce533d68',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000ee78d3d8409bc3d3b47bc3db543d63d0ee70d3d5a6087ba741537bdeb6a31bc999af83c6287373ce91d64bc2401bbbcd5fd5bbc3835bfbb6642a6ba446b013d17462e3c77485cbc9061b9bc4dd06bbcfc08c5bb2f7fa8baec64113d14ce8f3c6d87b0bbadc6c6bcb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'dcea8be9c0a2694893ea2620b75a18b511e84a21eea3b8891016f05e2ba421ed',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000f6de753e6eda84be07eb8cbef281003ef6def53deecdac3d6ac1263deb6a31bc7cc914becfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6ba05a21bbed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba1a253c3d714ee53c057aa53ba18c62bcb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'e62d346ebfbbd02683c624c14f419bdad17927cf6d00bd22a43de9925d65e81f',X'03000000090000001400000089000000ab000000b0000000b1000000c2000000c3000000c4000000c5000000d9000000da000000db000000dc000000dd000000de000000df000000e0000000060100000d0100000e0100000f01000010010000110100001201000013010000a720903eb91cbc3ea5ee883efa8d213fd5ddd63eee66873eee66873eadd1063eadd1063eadd1063eadd1063e74043b3e74043b3e74043b3e74043b3e74043b3e74043b3e74043b3e74043b3ee44ae23da5a5113ea5a5113ea5a5113ea5a5113ea5a5113ea5a5113ea5a5113e',NULL,'');
INSERT INTO feature_rows VALUES(X'e78056ae4761d7bd2ef6c3f42e4669ddab80a2bd0f4dd825aea8c1acb0875384',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f0000002000000021000000220000002300000024000000250000002600000028000000290000002a0000002d0000002e000000f6de753e5bb55b3ee800623e3a5b813ef6def53deecdac3d6ac1263deb6a31bc3fd7bb3d85a1943db759423d2d43cd3ccd5d513cf28553bb6642a6baec92c43d0da6993d76a8503d9df7d63ced377c3c383f03bb2f7fa8ba0f47e03d1e88bb3d228c8c3ddbc54b3d49cfcd3c4ac0a13b7c85e5ba74ea803e74ea803ee5e5223f74ea803ee5e5223f',NULL,'');
INSERT INTO feature_rows VALUES(X'ea7e74e4abea5eb0a206ce336e215b43dad2c90b6e661a956609ffb87b33780a',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000003665c23e24f730bf85dc38bf11cdabbd3665423eb2dc1d3e2b4ce23d317c713dc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8badaab70bdde149dbde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'ebbb14a58ee6451f55e057c3772f88c0be0b565e7e7d320d9a06c39e74eff478',X'0000000002000000030000000c0000002500000026000000600000009d000000b7000000b8000000b9000000ba000000c1000000c2000000c3000000c4000000c5000000e6000000e7000000e8000000e9000000ea000000eb000000ec000000cf5eb63e8a03a93e0e91663ec7c0c33e1275143fbf0f8f3efe8e813e5aa4983e29753e3e29753e3e29753e3e29753e3ec8be293e64a7033e64a7033e64a7033e64a7033ea499443ea499443ea499443ea499443ea499443ea499443ea499443e',NULL,'');
INSERT INTO feature_rows VALUES(X'f0d29be188453fb97f9f775e6b0f64b1f7d1b691d49b296d48897b4114210675',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000003665c23ebfb922be218c28be430d913e3665423eb2dc1d3e2b4ce23d317c713ddb97c2bdcfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6ba1cfac5bdd25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba20abff3d30ecda3d34f0ab3dff46853dc8af253d5a00a63c7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'f1abe9ebfad47d83c71ff38336c4273f3ebdfbb1da7fdccc9a132581bf990713',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d0000000d33ecbe1a5144bfa2e34cbf48214cbf0d336cbe3ca0e3bd741537bdeb6a31bcc9bb4dbecfefdcbdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6bade9156bed25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8baf7f63ebe1557e5bde5ce76bddf0511bdb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
INSERT INTO feature_rows VALUES(X'fa3b2fad14ac0b60e55e65a73d75e1aa96e3f90b7a4962fff1c5230c8af2e40a',X'0200000004000000050000000b0000000e0000000f000000100000001100000012000000130000001400000015000000160000001700000018000000190000001a0000001b0000001c0000001d0000001e0000001f000000200000002100000022000000230000002400000025000000260000002700000028000000290000002c0000002d000000348f1abe175f09bef80315bed296273e348f9abd3ca0e3bd741537bdeb6a31bc323da9bded72d0bdce4455bd2401bbbcd5fd5bbc3835bfbb6642a6baf371b2bdd25eddbd0d2060bd9061b9bc4dd06bbcfc08c5bb2f7fa8ba6d27853df8d0403d00b2c53cbb34ac3bb94c86bcbbdce3bb7c85e5bae719103f1be8b23e1be8b23ee719103f1be8b23e',NULL,'');
CREATE TABLE scores (
  -- WORK. What a model said about an item, and why. A score is whole by itself: a killed stage leaves the ones it made, and
  -- goes on with the rest.
  score_id     INTEGER PRIMARY KEY,     -- in order
  run_id       INTEGER REFERENCES runs, -- NULL: asked for by hand
  model_id     INTEGER REFERENCES models, -- NULL: rules alone
  item         TEXT NOT NULL,           -- ticket:PROJECT/ID, change:PROJECT/COMMIT, release:PROJECT/NAME,
                                        -- dependency:SYSTEM/NAME
  version_id   INTEGER REFERENCES versions, -- that was scored
  probability  REAL,                    -- calibrated; NULL where there is none
  logit        REAL,                    -- before calibration: bias + contributions
  label        TEXT NOT NULL DEFAULT '', -- predicted class; '' for a risk
  detail       TEXT NOT NULL DEFAULT '', -- JSON: contributions, further classes, rules that spoke; emptied by a purge
  feature_hash BLOB REFERENCES feature_rows, -- what it was made from; NULL: not replayable
  approved     INTEGER NOT NULL CHECK (approved IN (0, 1)), -- 0: the model was not in production ("model not approved")
  build        TEXT NOT NULL DEFAULT '', -- engine version and processor family: where the bits are the same
  scored_at    INTEGER NOT NULL,        -- time
  UNIQUE (run_id, item, model_id)
) STRICT;
INSERT INTO scores VALUES(1,1,1,'ticket:desk/T108',108,0.90090544036305320041,0.49723581679985651149,'network','{"known_words":24,"top":[{"label":"network","p":0.9009054403630532},{"label":"pharmacy","p":0.088568795741763059},{"label":"records","p":0.010525763895183638}],"why":{"bias":-0.1599210798740387,"contributions":[{"column":"words: router","family":"words","value":0.12792518409190645},{"column":"words: router vpn","family":"words","value":0.10946122219099408},{"column":"words: formulari","family":"words","value":-0.10509277767587921},{"column":"words: vpn","family":"words","value":0.10110351153355346},{"column":"words: switch","family":"words","value":0.099963523140612409},{"column":"words: vpn switch","family":"words","value":0.058268783914971589},{"column":"words: router switch","family":"words","value":0.05553324774497792},{"column":"letters: ^rout","family":"words","value":0.05115511557696939},{"column":"letters: route","family":"words","value":0.047128390998518288},{"column":"letters: outer","family":"words","value":0.047128390998518288},{"column":"letters: uter$","family":"words","value":0.047128390998518288},{"column":"letters: ^swit","family":"words","value":0.03914011220190261}],"families":{"words":0.65715689667389521},"n":24,"rest":-0.021686199041668353,"score":0.49723581679985651}}',X'ebbb14a58ee6451f55e057c3772f88c0be0b565e7e7d320d9a06c39e74eff478',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(2,1,1,'ticket:desk/T109',109,0.92653427796608012201,0.53392867656371134632,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.92653427796608012},{"label":"network","p":0.059709577147646374},{"label":"records","p":0.013756144886273502}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: formulari","family":"words","value":0.234284242886865},{"column":"words: infus","family":"words","value":0.05848610938223775},{"column":"words: medic","family":"words","value":0.048858591411577112},{"column":"words: medic medic","family":"words","value":0.048777007155229146},{"column":"letters: rmula","family":"words","value":0.039286914714122823},{"column":"letters: mular","family":"words","value":0.039286914714122823},{"column":"letters: ulary","family":"words","value":0.039286914714122823},{"column":"letters: lary$","family":"words","value":0.039286914714122823},{"column":"letters: formu","family":"words","value":0.03762467970247485},{"column":"letters: ormul","family":"words","value":0.03762467970247485},{"column":"letters: ^form","family":"words","value":0.035279921640603007},{"column":"words: vpn","family":"words","value":-0.032567696203300578}],"families":{"words":0.87330146046301871},"n":27,"rest":0.24778626592836617,"score":0.53392867656371135}}',X'a9713ad4cfbeb02264ac0aa33d0d36f05fcbabe3b0abb5a08bf1e0922c8439b2',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(3,1,1,'ticket:desk/T110',110,0.80074653624522884598,0.27414148245055292019,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.80074653624522885},{"label":"network","p":0.166881549510243},{"label":"records","p":0.032371914244528205}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: dispens","family":"words","value":0.19295239898617389},{"column":"words: dispens medic","family":"words","value":0.062619318955207337},{"column":"words: switch","family":"words","value":-0.061987364714919835},{"column":"letters: ispen","family":"words","value":0.048756274220867368},{"column":"letters: spens","family":"words","value":0.047147476943127486},{"column":"letters: pensi","family":"words","value":0.047147476943127486},{"column":"letters: ^disp","family":"words","value":0.046418990745161537},{"column":"letters: dispe","family":"words","value":0.046418990745161537},{"column":"letters: ensin","family":"words","value":0.044660355252347017},{"column":"words: dispens switch","family":"words","value":-0.044567187025736033},{"column":"words: switch dispens","family":"words","value":-0.043871833939910232},{"column":"letters: nsing","family":"words","value":0.041802956982929018}],"families":{"words":0.61351426634986006},"n":27,"rest":0.18601641225632359,"score":0.27414148245055292}}',X'e62d346ebfbbd02683c624c14f419bdad17927cf6d00bd22a43de9925d65e81f',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(4,1,2,'change:app/c00317',427,0.046170589292720706775,-3.0281418407076219345,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.074847056587912},{"column":"metrics: ln la","family":"size","value":-1.0357983958743222},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012525854795287906},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0099815859203396494}],"families":{"experience":-0.035358489118928894,"size":-2.691356741190071,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.036740657032206615,"score":-3.0281418407076219}}',X'21aa9af4f8cfcd68c7c520ecddf98d5c492a6144b33fe2b1253a999940de0452',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(5,1,2,'change:app/c00318',428,0.015576918477548154159,-4.1462655317258541032,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-1.6424216757376853},{"column":"metrics: ln ld","family":"size","value":-1.6088437480271014},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041526144603733967,"size":-3.8319767124926241,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024865133069998598,"score":-4.1462655317258541}}',X'174acd97f21ef4719d183e3c690d22f2b4e2ff1b85ccb73a7ebc04aca953b08b',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(6,1,2,'change:app/c00319',429,0.5531582704194399902,0.21343970447573262783,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.2143867995005671},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.037991633126343301},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln la beyond 66","family":"size","value":0.019394280466866025},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.011672844585914662},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.029204246405090919,"size":0.54005042190760699,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024367907257626806,"score":0.21343970447573263}}',X'4c93cab06ebcf447ed24c77af884f1cedfd3e383466755cbcc6c924c6f69ffe5',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(7,1,2,'change:app/c00320',430,0.035187914880154408381,-3.3112306555453843159,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":0.027756111656282421,"size":-3.0915126137207389,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":0.016478344950911977,"score":-3.3112306555453843}}',X'ea7e74e4abea5eb0a206ce336e215b43dad2c90b6e661a956609ffb87b33780a',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(8,1,2,'change:app/c00321',431,0.024613910167868090217,-3.6795216450782519679,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.4369351622804871},{"column":"metrics: ln la","family":"size","value":-1.347113833317326},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041053603084362136,"size":-3.3647602843256506,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.025337674589370425,"score":-3.679521645078252}}',X'f1abe9ebfad47d83c71ff38336c4273f3ebdfbb1da7fdccc9a132581bf990713',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(9,1,2,'change:app/c00322',432,0.57974569253063301665,0.32172952421960232527,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.27272666643155657},{"column":"metrics: ln la","family":"size","value":0.25854085732255289},{"column":"metrics: ln ld beyond 12","family":"size","value":0.053096960530215634},{"column":"metrics: ln la beyond 38","family":"size","value":0.048494390942895108},{"column":"metrics: ln ld beyond 22","family":"size","value":0.030521435678680178},{"column":"metrics: ln la beyond 66","family":"size","value":0.02865652338073111},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.015580686008346166},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.012008476096574001},{"column":"metrics: ln exp beyond 32","family":"experience","value":-0.010861286016052954}],"families":{"experience":-0.046799229665469413,"size":0.69974288181383881,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.02699859141751091,"score":0.32172952421960233}}',X'61b3a74c33d0e595dd2f74d098260967c0673acdb01c98ab4152555b5e4462a4',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(10,1,2,'change:app/c00323',433,0.51581507284821603853,0.063281400658468600628,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.16505484515370128},{"column":"metrics: ln la","family":"size","value":0.16128743795372558},{"column":"metrics: ln ld beyond 12","family":"size","value":0.027242886717445684},{"column":"metrics: ln la beyond 38","family":"size","value":0.025361080887200793},{"column":"metrics: ln la beyond 66","family":"size","value":0.008255566877327104},{"column":"metrics: ln ld beyond 22","family":"size","value":0.0079919054412332744},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.007293595919687197},{"column":"metrics: ln la beyond 98","family":"size","value":-0.0071839122420722101},{"column":"metrics: ln la beyond 126","family":"size","value":-0.0052082637702184189},{"column":"metrics: ln ld beyond 42","family":"size","value":-0.0051119531672351925}],"families":{"experience":-0.0011355637299931564,"size":0.36584357478708496,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.014704955421444836,"score":0.063281400658468601}}',X'd148eaae12185eed9c8e7bcb589377ab08743c336165cf6df82c5a3dce533d68',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(11,1,2,'change:app/c00324',434,0.90136607579070249229,2.2124962131740986137,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.22005467057070849},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.039339828862187086},{"column":"metrics: ln la beyond 66","family":"size","value":0.020583237613731056},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.010832899782630061},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0088583049124414757}],"families":{"experience":-0.029091367763456295,"size":0.5494559103461516,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":-0.021647470850382974,"score":2.2124962131740986}}',X'ace361368460751b7ad42d9546dd00b36da136d270a1ebfc9e4344f3fcb1210e',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(12,1,2,'change:app/c00325',435,0.0049306355438345945974,-5.3073445544473516477,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-2.3097733628324204},{"column":"metrics: ln ld","family":"size","value":-2.1428403324528831},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.026545416953280332,"size":-5.0333249840131424,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.037823183658650783,"score":-5.3073445544473516}}',X'1624a292efcc2d9b71d9439d7158f2f8bf98eceb82e94c5bdfe28f9902d3ecb4',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(13,1,2,'change:app/c00326',436,0.92899791436615408724,2.5713972420458039991,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.36717878701351103},{"column":"metrics: ln la","family":"size","value":0.34906918743548226},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.075776733326464452},{"column":"metrics: ln la beyond 38","family":"size","value":0.070028036427459334},{"column":"metrics: ln ld beyond 22","family":"size","value":0.050284849006367739},{"column":"metrics: ln la beyond 66","family":"size","value":0.047646757110044756},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 32","family":"size","value":0.023242268637003499},{"column":"metrics: ln la beyond 98","family":"size","value":0.020393926129152421},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.016146157954897752}],"families":{"experience":-0.048938105810562182,"size":1.0125599734662432,"spread":-0.052526271907831421,"words":0.38945120445316789},"n":34,"rest":-0.054966962521266434,"score":2.571397242045804}}',X'14da581b94fa72f95cd7b557151a4f837af6ddba32782ba03fb5c70f3233fda0',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(14,1,2,'change:app/c00327',437,0.12587449755129803685,-1.9379386014430750595,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.54085036514872253},{"column":"metrics: ln la","family":"size","value":-0.53096641837778291},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.14225852545540557},{"column":"metrics: ln la beyond 38","family":"size","value":-0.13930279800473852},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.021205703553701764,"size":-1.5855187699606064,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.052863859384583704,"score":-1.9379386014430751}}',X'5100df6b2c8887ab38ff3de5fc7b469c98f64d6a9b01c382ef82966ad0122288',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(15,1,2,'change:app/c00328',438,0.34669407304817384529,-0.63360275692125389568,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.082691360429429261},{"column":"metrics: ln la","family":"size","value":-0.075253119497214402},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.043847158018068239},{"column":"metrics: ln la beyond 66","family":"size","value":-0.041363816819480606},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.032245739089771838},{"column":"metrics: ln la beyond 38","family":"size","value":-0.030903956864298265},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":0.015582191591410574,"size":-0.37772628087697968,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.0030143384839923133,"score":-0.6336027569212539}}',X'486da34d56083a5f4ae5f8d939a7df5e29ba59443b47c50f4dc632c22cd23ab9',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(16,1,2,'change:app/c00329',439,0.22069099432991515219,-1.2616441294841758136,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.27915321558050421},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln la beyond 38","family":"size","value":-0.079404926042267066},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.04460687759871923,"size":-0.96956309840452648,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.055884644304089667,"score":-1.2616441294841758}}',X'f0d29be188453fb97f9f775e6b0f64b1f7d1b691d49b296d48897b4114210675',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(17,1,2,'change:app/c00330',440,0.2289664511812584402,-1.2141563945702533722,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.2612700250076328},{"column":"metrics: ln la","family":"size","value":-0.23565860213364184},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.075125905643606855},{"column":"metrics: ln la beyond 66","family":"size","value":-0.075012257727810172},{"column":"metrics: ln la beyond 38","family":"size","value":-0.069059015391473758},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.014181913238777471,"size":-0.86876035340270907,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.0458400690696594,"score":-1.2141563945702534}}',X'fa3b2fad14ac0b60e55e65a73d75e1aa96e3f90b7a4962fff1c5230c8af2e40a',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(18,1,2,'change:app/c00331',441,0.9858988735275261428,4.2472991011396885596,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.30551434396068911},{"column":"metrics: ln la","family":"size","value":0.28998393994449417},{"column":"metrics: ln ld beyond 12","family":"size","value":0.060969915317908102},{"column":"metrics: ln la beyond 38","family":"size","value":0.055973644975566728},{"column":"metrics: ln ld beyond 22","family":"size","value":0.037382017525819752},{"column":"metrics: ln la beyond 66","family":"size","value":0.035252377403829881},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln ld beyond 32","family":"size","value":0.013926314382871972},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012197010359855978},{"column":"metrics: ln la beyond 98","family":"size","value":0.011716599594461646}],"families":{"experience":-0.034129798148355352,"size":0.80729019461774176,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.016979339129021127,"score":4.2472991011396886}}',X'b71192cb4143c6517d9f1102915146872254ce7b04706963ecc7774a909851e8',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(19,1,2,'change:app/c00332',442,0.329061496639353801,-0.71243283035817261961,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln la","family":"size","value":-0.092390820384985778},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.044958811866712529},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln la beyond 38","family":"size","value":-0.03498043590339369},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.012619228116777997},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.030711505561802216,"size":-0.44171772552135119,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.013227206494463085,"score":-0.71243283035817262}}',X'6d111da1738b785b453f651949b38c19ce69fa5c995002f6ef25ca629b92c5d0',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(20,1,2,'change:app/c00333',443,0.95259970864632992348,3.0005664071316622276,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.47742287620059948},{"column":"metrics: ln la","family":"size","value":0.45455227890183575},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.10224845810493985},{"column":"metrics: ln la beyond 38","family":"size","value":0.095118913117957116},{"column":"metrics: ln ld beyond 22","family":"size","value":0.073352603782408557},{"column":"metrics: ln la beyond 66","family":"size","value":0.069774065427045368},{"column":"metrics: ln ld beyond 32","family":"size","value":0.039897388151914522},{"column":"metrics: ln la beyond 98","family":"size","value":0.03588528715232335},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln ld beyond 42","family":"size","value":0.01103419464766219}],"families":{"experience":-0.014181913238777471,"size":1.3823721100721191,"spread":-0.027925435999632948,"words":0.38945120445316789},"n":34,"rest":-0.0144118574921563,"score":3.0005664071316622}}',X'3a172b16476908bb5d3bfbc6f711bac7568fda811148aeda424520eb6d24765a',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(21,1,2,'change:app/c00334',444,0.030354666279584090887,-3.4639801146939417364,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.014103550676576699},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":-0.041253373044438241,"size":-3.0915126137207389,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.068378319849872443,"score":-3.4639801146939417}}',X'5028d5be35f73150a416dbf6b1e82a17905134dde0e564015178e1865c234ea6',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(22,1,2,'change:app/c00335',445,0.15293309071572042112,-1.7117791769865846607,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.49414548690761423},{"column":"metrics: ln la","family":"size","value":-0.45581538613125738},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.13104378649091855},{"column":"metrics: ln la beyond 38","family":"size","value":-0.12142690961845501},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.0057482772286978814,"size":-1.4345722321222019,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.024344807304100765,"score":-1.7117791769865847}}',X'dcea8be9c0a2694893ea2620b75a18b511e84a21eea3b8891016f05e2ba421ed',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(23,1,2,'change:app/c00336',446,0.30572458266289898043,-0.82018409673231618128,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.13774295007054138},{"column":"metrics: ln la","family":"size","value":-0.12792559927886735},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.055366296027298464},{"column":"metrics: ln la beyond 66","family":"size","value":-0.052412985680122183},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.045464680678742569},{"column":"metrics: ln la beyond 38","family":"size","value":-0.043432966744576085},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.038943334612521155,"size":-0.53376660863886505,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.050221101317891613,"score":-0.82018409673231618}}',X'836d19999f8414678d5380ed7fa9f4a77b98086d7c17e28ae23f5cc2ed6a691c',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(24,1,2,'change:app/c00337',447,0.30558753259086868236,-0.82082985743886727192,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln la","family":"size","value":-0.10994151655423022},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.048640438659326227},{"column":"metrics: ln la beyond 38","family":"size","value":-0.039155155730934664},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":0.0021098747088482378,"size":-0.46712476831075017,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.034468448303673384,"score":-0.82082985743886727}}',X'bdbfd97d52740832e448572f28aa5927ae89bf3aeb47af576c022b940dea91a7',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(25,1,2,'change:app/c00338',448,0.22870787385278207315,-1.2156216651643867443,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.29044521726029948},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln la beyond 38","family":"size","value":-0.082090913130795001},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.015714911726338775},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157}],"families":{"experience":0.039378089644147921,"size":-0.9835410871728496,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":0.014517144567426936,"score":-1.2156216651643867}}',X'bfa1d766e00ca0436e7b8a2bda28861d8a7a2453b0c8e85f5a76dc371c4b82a9',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(26,1,2,'change:app/c00339',449,0.98925689524546867037,4.5226899198221941489,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.38185340187331496},{"column":"metrics: ln la","family":"size","value":0.3631207907349267},{"column":"metrics: ln ld beyond 12","family":"size","value":0.079300390410152799},{"column":"metrics: ln la beyond 38","family":"size","value":0.073370439847656899},{"column":"metrics: ln ld beyond 22","family":"size","value":0.05335540364256202},{"column":"metrics: ln la beyond 66","family":"size","value":0.050594377948917947},{"column":"metrics: ln ld beyond 32","family":"size","value":0.025459235243807738},{"column":"metrics: ln la beyond 98","family":"size","value":0.022457558393864471},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.012842236150908799,"size":1.0613934513028001,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.0020284725209550555,"score":4.5226899198221941}}',X'b5067080f98c6e7d6e5e226e29e9158fba74b2c48862ef7c32574852edb53296',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(27,1,2,'change:app/c00340',450,0.94076986580132160309,2.7652681102254188516,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.39625374136864805},{"column":"metrics: ln la","family":"size","value":0.37690641748199927},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.082758182283082904},{"column":"metrics: ln la beyond 38","family":"size","value":0.076649576399341654},{"column":"metrics: ln ld beyond 22","family":"size","value":0.056368562589149088},{"column":"metrics: ln la beyond 66","family":"size","value":0.053486204583264023},{"column":"metrics: ln ld beyond 32","family":"size","value":0.0276347616737352},{"column":"metrics: ln la beyond 98","family":"size","value":0.024482130966553578},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012850100826752336}],"families":{"experience":-0.036569997543789756,"size":1.1097064371778051,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":0.00021343840781066356,"score":2.7652681102254189}}',X'e78056ae4761d7bd2ef6c3f42e4669ddab80a2bd0f4dd825aea8c1acb0875384',0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(28,1,2,'release:app/2.0',456,0.99999999998325583838,24.812971478832380966,'','{"changes":[{"commit":"c00339","p":0.98925689524546867,"share":0.18270647464940876},{"commit":"c00331","p":0.98589887352752614,"share":0.17174484841840457},{"commit":"c00333","p":0.95259970864632992,"share":0.12288437521558529},{"commit":"c00340","p":0.9407698658013216,"share":0.11390511889661221},{"commit":"c00326","p":0.92899791436615409,"share":0.10659931145904143},{"commit":"c00324","p":0.90136607579070249,"share":0.093351967580451473},{"commit":"c00322","p":0.57974569253063302,"share":0.034937175590856781},{"commit":"c00319","p":0.55315827041943999,"share":0.032464903003338305},{"commit":"c00323","p":0.51581507284821604,"share":0.029230205997273696},{"commit":"c00328","p":0.34669407304817385,"share":0.017156740316341425},{"commit":"c00332","p":0.3290614966393538,"share":0.016083432112436135},{"commit":"c00336","p":0.30572458266289898,"share":0.014705473463866588},{"commit":"c00337","p":0.30558753259086868,"share":0.014697518727620726},{"commit":"c00330","p":0.22896645118125844,"share":0.010479331690101984},{"commit":"c00338","p":0.22870787385278207,"share":0.01046581826243332},{"commit":"c00329","p":0.22069099432991515,"share":0.010049082960270387},{"commit":"c00335","p":0.15293309071572042,"share":0.006689064623665782},{"commit":"c00327","p":0.12587449755129804,"share":0.0054218133587906284},{"commit":"c00317","p":0.046170589292720707,"share":0.0019050693722317052},{"commit":"c00320","p":0.035187914880154408,"share":0.0014436772439769376},{"commit":"c00334","p":0.030354666279584091,"share":0.0012422899693992772},{"commit":"c00321","p":0.02461391016786809,"share":0.0010043897200067745},{"commit":"c00318","p":0.015576918477548154,"share":0.00063271387555559843},{"commit":"c00325","p":0.0049306355438345946,"share":0.0001992034923300316}],"method":"1 - prod(1 - p) over the changes"}',NULL,0,'0.1.0 GenuineIntel-6-207',1777690800);
INSERT INTO scores VALUES(29,2,1,'ticket:desk/T108',108,0.90090544036305320041,0.49723581679985651149,'network','{"known_words":24,"top":[{"label":"network","p":0.9009054403630532},{"label":"pharmacy","p":0.088568795741763059},{"label":"records","p":0.010525763895183638}],"why":{"bias":-0.1599210798740387,"contributions":[{"column":"words: router","family":"words","value":0.12792518409190645},{"column":"words: router vpn","family":"words","value":0.10946122219099408},{"column":"words: formulari","family":"words","value":-0.10509277767587921},{"column":"words: vpn","family":"words","value":0.10110351153355346},{"column":"words: switch","family":"words","value":0.099963523140612409},{"column":"words: vpn switch","family":"words","value":0.058268783914971589},{"column":"words: router switch","family":"words","value":0.05553324774497792},{"column":"letters: ^rout","family":"words","value":0.05115511557696939},{"column":"letters: route","family":"words","value":0.047128390998518288},{"column":"letters: outer","family":"words","value":0.047128390998518288},{"column":"letters: uter$","family":"words","value":0.047128390998518288},{"column":"letters: ^swit","family":"words","value":0.03914011220190261}],"families":{"words":0.65715689667389521},"n":24,"rest":-0.021686199041668353,"score":0.49723581679985651}}',X'ebbb14a58ee6451f55e057c3772f88c0be0b565e7e7d320d9a06c39e74eff478',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(30,2,1,'ticket:desk/T109',109,0.92653427796608012201,0.53392867656371134632,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.92653427796608012},{"label":"network","p":0.059709577147646374},{"label":"records","p":0.013756144886273502}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: formulari","family":"words","value":0.234284242886865},{"column":"words: infus","family":"words","value":0.05848610938223775},{"column":"words: medic","family":"words","value":0.048858591411577112},{"column":"words: medic medic","family":"words","value":0.048777007155229146},{"column":"letters: rmula","family":"words","value":0.039286914714122823},{"column":"letters: mular","family":"words","value":0.039286914714122823},{"column":"letters: ulary","family":"words","value":0.039286914714122823},{"column":"letters: lary$","family":"words","value":0.039286914714122823},{"column":"letters: formu","family":"words","value":0.03762467970247485},{"column":"letters: ormul","family":"words","value":0.03762467970247485},{"column":"letters: ^form","family":"words","value":0.035279921640603007},{"column":"words: vpn","family":"words","value":-0.032567696203300578}],"families":{"words":0.87330146046301871},"n":27,"rest":0.24778626592836617,"score":0.53392867656371135}}',X'a9713ad4cfbeb02264ac0aa33d0d36f05fcbabe3b0abb5a08bf1e0922c8439b2',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(31,2,1,'ticket:desk/T110',110,0.80074653624522884598,0.27414148245055292019,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.80074653624522885},{"label":"network","p":0.166881549510243},{"label":"records","p":0.032371914244528205}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: dispens","family":"words","value":0.19295239898617389},{"column":"words: dispens medic","family":"words","value":0.062619318955207337},{"column":"words: switch","family":"words","value":-0.061987364714919835},{"column":"letters: ispen","family":"words","value":0.048756274220867368},{"column":"letters: spens","family":"words","value":0.047147476943127486},{"column":"letters: pensi","family":"words","value":0.047147476943127486},{"column":"letters: ^disp","family":"words","value":0.046418990745161537},{"column":"letters: dispe","family":"words","value":0.046418990745161537},{"column":"letters: ensin","family":"words","value":0.044660355252347017},{"column":"words: dispens switch","family":"words","value":-0.044567187025736033},{"column":"words: switch dispens","family":"words","value":-0.043871833939910232},{"column":"letters: nsing","family":"words","value":0.041802956982929018}],"families":{"words":0.61351426634986006},"n":27,"rest":0.18601641225632359,"score":0.27414148245055292}}',X'e62d346ebfbbd02683c624c14f419bdad17927cf6d00bd22a43de9925d65e81f',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(32,2,2,'change:app/c00317',427,0.046170589292720706775,-3.0281418407076219345,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.074847056587912},{"column":"metrics: ln la","family":"size","value":-1.0357983958743222},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012525854795287906},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0099815859203396494}],"families":{"experience":-0.035358489118928894,"size":-2.691356741190071,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.036740657032206615,"score":-3.0281418407076219}}',X'21aa9af4f8cfcd68c7c520ecddf98d5c492a6144b33fe2b1253a999940de0452',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(33,2,2,'change:app/c00318',428,0.015576918477548154159,-4.1462655317258541032,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-1.6424216757376853},{"column":"metrics: ln ld","family":"size","value":-1.6088437480271014},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041526144603733967,"size":-3.8319767124926241,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024865133069998598,"score":-4.1462655317258541}}',X'174acd97f21ef4719d183e3c690d22f2b4e2ff1b85ccb73a7ebc04aca953b08b',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(34,2,2,'change:app/c00319',429,0.5531582704194399902,0.21343970447573262783,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.2143867995005671},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.037991633126343301},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln la beyond 66","family":"size","value":0.019394280466866025},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.011672844585914662},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.029204246405090919,"size":0.54005042190760699,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024367907257626806,"score":0.21343970447573263}}',X'4c93cab06ebcf447ed24c77af884f1cedfd3e383466755cbcc6c924c6f69ffe5',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(35,2,2,'change:app/c00320',430,0.035187914880154408381,-3.3112306555453843159,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":0.027756111656282421,"size":-3.0915126137207389,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":0.016478344950911977,"score":-3.3112306555453843}}',X'ea7e74e4abea5eb0a206ce336e215b43dad2c90b6e661a956609ffb87b33780a',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(36,2,2,'change:app/c00321',431,0.024613910167868090217,-3.6795216450782519679,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.4369351622804871},{"column":"metrics: ln la","family":"size","value":-1.347113833317326},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041053603084362136,"size":-3.3647602843256506,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.025337674589370425,"score":-3.679521645078252}}',X'f1abe9ebfad47d83c71ff38336c4273f3ebdfbb1da7fdccc9a132581bf990713',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(37,2,2,'change:app/c00322',432,0.57974569253063301665,0.32172952421960232527,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.27272666643155657},{"column":"metrics: ln la","family":"size","value":0.25854085732255289},{"column":"metrics: ln ld beyond 12","family":"size","value":0.053096960530215634},{"column":"metrics: ln la beyond 38","family":"size","value":0.048494390942895108},{"column":"metrics: ln ld beyond 22","family":"size","value":0.030521435678680178},{"column":"metrics: ln la beyond 66","family":"size","value":0.02865652338073111},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.015580686008346166},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.012008476096574001},{"column":"metrics: ln exp beyond 32","family":"experience","value":-0.010861286016052954}],"families":{"experience":-0.046799229665469413,"size":0.69974288181383881,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.02699859141751091,"score":0.32172952421960233}}',X'61b3a74c33d0e595dd2f74d098260967c0673acdb01c98ab4152555b5e4462a4',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(38,2,2,'change:app/c00323',433,0.51581507284821603853,0.063281400658468600628,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.16505484515370128},{"column":"metrics: ln la","family":"size","value":0.16128743795372558},{"column":"metrics: ln ld beyond 12","family":"size","value":0.027242886717445684},{"column":"metrics: ln la beyond 38","family":"size","value":0.025361080887200793},{"column":"metrics: ln la beyond 66","family":"size","value":0.008255566877327104},{"column":"metrics: ln ld beyond 22","family":"size","value":0.0079919054412332744},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.007293595919687197},{"column":"metrics: ln la beyond 98","family":"size","value":-0.0071839122420722101},{"column":"metrics: ln la beyond 126","family":"size","value":-0.0052082637702184189},{"column":"metrics: ln ld beyond 42","family":"size","value":-0.0051119531672351925}],"families":{"experience":-0.0011355637299931564,"size":0.36584357478708496,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.014704955421444836,"score":0.063281400658468601}}',X'd148eaae12185eed9c8e7bcb589377ab08743c336165cf6df82c5a3dce533d68',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(39,2,2,'change:app/c00324',434,0.90136607579070249229,2.2124962131740986137,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.22005467057070849},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.039339828862187086},{"column":"metrics: ln la beyond 66","family":"size","value":0.020583237613731056},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.010832899782630061},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0088583049124414757}],"families":{"experience":-0.029091367763456295,"size":0.5494559103461516,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":-0.021647470850382974,"score":2.2124962131740986}}',X'ace361368460751b7ad42d9546dd00b36da136d270a1ebfc9e4344f3fcb1210e',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(40,2,2,'change:app/c00325',435,0.0049306355438345945974,-5.3073445544473516477,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-2.3097733628324204},{"column":"metrics: ln ld","family":"size","value":-2.1428403324528831},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.026545416953280332,"size":-5.0333249840131424,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.037823183658650783,"score":-5.3073445544473516}}',X'1624a292efcc2d9b71d9439d7158f2f8bf98eceb82e94c5bdfe28f9902d3ecb4',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(41,2,2,'change:app/c00326',436,0.92899791436615408724,2.5713972420458039991,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.36717878701351103},{"column":"metrics: ln la","family":"size","value":0.34906918743548226},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.075776733326464452},{"column":"metrics: ln la beyond 38","family":"size","value":0.070028036427459334},{"column":"metrics: ln ld beyond 22","family":"size","value":0.050284849006367739},{"column":"metrics: ln la beyond 66","family":"size","value":0.047646757110044756},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 32","family":"size","value":0.023242268637003499},{"column":"metrics: ln la beyond 98","family":"size","value":0.020393926129152421},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.016146157954897752}],"families":{"experience":-0.048938105810562182,"size":1.0125599734662432,"spread":-0.052526271907831421,"words":0.38945120445316789},"n":34,"rest":-0.054966962521266434,"score":2.571397242045804}}',X'14da581b94fa72f95cd7b557151a4f837af6ddba32782ba03fb5c70f3233fda0',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(42,2,2,'change:app/c00327',437,0.12587449755129803685,-1.9379386014430750595,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.54085036514872253},{"column":"metrics: ln la","family":"size","value":-0.53096641837778291},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.14225852545540557},{"column":"metrics: ln la beyond 38","family":"size","value":-0.13930279800473852},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.021205703553701764,"size":-1.5855187699606064,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.052863859384583704,"score":-1.9379386014430751}}',X'5100df6b2c8887ab38ff3de5fc7b469c98f64d6a9b01c382ef82966ad0122288',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(43,2,2,'change:app/c00328',438,0.34669407304817384529,-0.63360275692125389568,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.082691360429429261},{"column":"metrics: ln la","family":"size","value":-0.075253119497214402},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.043847158018068239},{"column":"metrics: ln la beyond 66","family":"size","value":-0.041363816819480606},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.032245739089771838},{"column":"metrics: ln la beyond 38","family":"size","value":-0.030903956864298265},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":0.015582191591410574,"size":-0.37772628087697968,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.0030143384839923133,"score":-0.6336027569212539}}',X'486da34d56083a5f4ae5f8d939a7df5e29ba59443b47c50f4dc632c22cd23ab9',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(44,2,2,'change:app/c00329',439,0.22069099432991515219,-1.2616441294841758136,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.27915321558050421},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln la beyond 38","family":"size","value":-0.079404926042267066},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.04460687759871923,"size":-0.96956309840452648,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.055884644304089667,"score":-1.2616441294841758}}',X'f0d29be188453fb97f9f775e6b0f64b1f7d1b691d49b296d48897b4114210675',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(45,2,2,'change:app/c00330',440,0.2289664511812584402,-1.2141563945702533722,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.2612700250076328},{"column":"metrics: ln la","family":"size","value":-0.23565860213364184},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.075125905643606855},{"column":"metrics: ln la beyond 66","family":"size","value":-0.075012257727810172},{"column":"metrics: ln la beyond 38","family":"size","value":-0.069059015391473758},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.014181913238777471,"size":-0.86876035340270907,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.0458400690696594,"score":-1.2141563945702534}}',X'fa3b2fad14ac0b60e55e65a73d75e1aa96e3f90b7a4962fff1c5230c8af2e40a',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(46,2,2,'change:app/c00331',441,0.9858988735275261428,4.2472991011396885596,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.30551434396068911},{"column":"metrics: ln la","family":"size","value":0.28998393994449417},{"column":"metrics: ln ld beyond 12","family":"size","value":0.060969915317908102},{"column":"metrics: ln la beyond 38","family":"size","value":0.055973644975566728},{"column":"metrics: ln ld beyond 22","family":"size","value":0.037382017525819752},{"column":"metrics: ln la beyond 66","family":"size","value":0.035252377403829881},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln ld beyond 32","family":"size","value":0.013926314382871972},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012197010359855978},{"column":"metrics: ln la beyond 98","family":"size","value":0.011716599594461646}],"families":{"experience":-0.034129798148355352,"size":0.80729019461774176,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.016979339129021127,"score":4.2472991011396886}}',X'b71192cb4143c6517d9f1102915146872254ce7b04706963ecc7774a909851e8',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(47,2,2,'change:app/c00332',442,0.329061496639353801,-0.71243283035817261961,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln la","family":"size","value":-0.092390820384985778},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.044958811866712529},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln la beyond 38","family":"size","value":-0.03498043590339369},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.012619228116777997},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.030711505561802216,"size":-0.44171772552135119,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.013227206494463085,"score":-0.71243283035817262}}',X'6d111da1738b785b453f651949b38c19ce69fa5c995002f6ef25ca629b92c5d0',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(48,2,2,'change:app/c00333',443,0.95259970864632992348,3.0005664071316622276,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.47742287620059948},{"column":"metrics: ln la","family":"size","value":0.45455227890183575},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.10224845810493985},{"column":"metrics: ln la beyond 38","family":"size","value":0.095118913117957116},{"column":"metrics: ln ld beyond 22","family":"size","value":0.073352603782408557},{"column":"metrics: ln la beyond 66","family":"size","value":0.069774065427045368},{"column":"metrics: ln ld beyond 32","family":"size","value":0.039897388151914522},{"column":"metrics: ln la beyond 98","family":"size","value":0.03588528715232335},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln ld beyond 42","family":"size","value":0.01103419464766219}],"families":{"experience":-0.014181913238777471,"size":1.3823721100721191,"spread":-0.027925435999632948,"words":0.38945120445316789},"n":34,"rest":-0.0144118574921563,"score":3.0005664071316622}}',X'3a172b16476908bb5d3bfbc6f711bac7568fda811148aeda424520eb6d24765a',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(49,2,2,'change:app/c00334',444,0.030354666279584090887,-3.4639801146939417364,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.014103550676576699},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":-0.041253373044438241,"size":-3.0915126137207389,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.068378319849872443,"score":-3.4639801146939417}}',X'5028d5be35f73150a416dbf6b1e82a17905134dde0e564015178e1865c234ea6',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(50,2,2,'change:app/c00335',445,0.15293309071572042112,-1.7117791769865846607,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.49414548690761423},{"column":"metrics: ln la","family":"size","value":-0.45581538613125738},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.13104378649091855},{"column":"metrics: ln la beyond 38","family":"size","value":-0.12142690961845501},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.0057482772286978814,"size":-1.4345722321222019,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.024344807304100765,"score":-1.7117791769865847}}',X'dcea8be9c0a2694893ea2620b75a18b511e84a21eea3b8891016f05e2ba421ed',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(51,2,2,'change:app/c00336',446,0.30572458266289898043,-0.82018409673231618128,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.13774295007054138},{"column":"metrics: ln la","family":"size","value":-0.12792559927886735},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.055366296027298464},{"column":"metrics: ln la beyond 66","family":"size","value":-0.052412985680122183},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.045464680678742569},{"column":"metrics: ln la beyond 38","family":"size","value":-0.043432966744576085},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.038943334612521155,"size":-0.53376660863886505,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.050221101317891613,"score":-0.82018409673231618}}',X'836d19999f8414678d5380ed7fa9f4a77b98086d7c17e28ae23f5cc2ed6a691c',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(52,2,2,'change:app/c00337',447,0.30558753259086868236,-0.82082985743886727192,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln la","family":"size","value":-0.10994151655423022},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.048640438659326227},{"column":"metrics: ln la beyond 38","family":"size","value":-0.039155155730934664},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":0.0021098747088482378,"size":-0.46712476831075017,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.034468448303673384,"score":-0.82082985743886727}}',X'bdbfd97d52740832e448572f28aa5927ae89bf3aeb47af576c022b940dea91a7',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(53,2,2,'change:app/c00338',448,0.22870787385278207315,-1.2156216651643867443,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.29044521726029948},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln la beyond 38","family":"size","value":-0.082090913130795001},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.015714911726338775},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157}],"families":{"experience":0.039378089644147921,"size":-0.9835410871728496,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":0.014517144567426936,"score":-1.2156216651643867}}',X'bfa1d766e00ca0436e7b8a2bda28861d8a7a2453b0c8e85f5a76dc371c4b82a9',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(54,2,2,'change:app/c00339',449,0.98925689524546867037,4.5226899198221941489,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.38185340187331496},{"column":"metrics: ln la","family":"size","value":0.3631207907349267},{"column":"metrics: ln ld beyond 12","family":"size","value":0.079300390410152799},{"column":"metrics: ln la beyond 38","family":"size","value":0.073370439847656899},{"column":"metrics: ln ld beyond 22","family":"size","value":0.05335540364256202},{"column":"metrics: ln la beyond 66","family":"size","value":0.050594377948917947},{"column":"metrics: ln ld beyond 32","family":"size","value":0.025459235243807738},{"column":"metrics: ln la beyond 98","family":"size","value":0.022457558393864471},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.012842236150908799,"size":1.0613934513028001,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.0020284725209550555,"score":4.5226899198221941}}',X'b5067080f98c6e7d6e5e226e29e9158fba74b2c48862ef7c32574852edb53296',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(55,2,2,'change:app/c00340',450,0.94076986580132160309,2.7652681102254188516,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.39625374136864805},{"column":"metrics: ln la","family":"size","value":0.37690641748199927},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.082758182283082904},{"column":"metrics: ln la beyond 38","family":"size","value":0.076649576399341654},{"column":"metrics: ln ld beyond 22","family":"size","value":0.056368562589149088},{"column":"metrics: ln la beyond 66","family":"size","value":0.053486204583264023},{"column":"metrics: ln ld beyond 32","family":"size","value":0.0276347616737352},{"column":"metrics: ln la beyond 98","family":"size","value":0.024482130966553578},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012850100826752336}],"families":{"experience":-0.036569997543789756,"size":1.1097064371778051,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":0.00021343840781066356,"score":2.7652681102254189}}',X'e78056ae4761d7bd2ef6c3f42e4669ddab80a2bd0f4dd825aea8c1acb0875384',0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(56,2,2,'release:app/2.0',456,0.99999999998325583838,24.812971478832380966,'','{"changes":[{"commit":"c00339","p":0.98925689524546867,"share":0.18270647464940876},{"commit":"c00331","p":0.98589887352752614,"share":0.17174484841840457},{"commit":"c00333","p":0.95259970864632992,"share":0.12288437521558529},{"commit":"c00340","p":0.9407698658013216,"share":0.11390511889661221},{"commit":"c00326","p":0.92899791436615409,"share":0.10659931145904143},{"commit":"c00324","p":0.90136607579070249,"share":0.093351967580451473},{"commit":"c00322","p":0.57974569253063302,"share":0.034937175590856781},{"commit":"c00319","p":0.55315827041943999,"share":0.032464903003338305},{"commit":"c00323","p":0.51581507284821604,"share":0.029230205997273696},{"commit":"c00328","p":0.34669407304817385,"share":0.017156740316341425},{"commit":"c00332","p":0.3290614966393538,"share":0.016083432112436135},{"commit":"c00336","p":0.30572458266289898,"share":0.014705473463866588},{"commit":"c00337","p":0.30558753259086868,"share":0.014697518727620726},{"commit":"c00330","p":0.22896645118125844,"share":0.010479331690101984},{"commit":"c00338","p":0.22870787385278207,"share":0.01046581826243332},{"commit":"c00329","p":0.22069099432991515,"share":0.010049082960270387},{"commit":"c00335","p":0.15293309071572042,"share":0.006689064623665782},{"commit":"c00327","p":0.12587449755129804,"share":0.0054218133587906284},{"commit":"c00317","p":0.046170589292720707,"share":0.0019050693722317052},{"commit":"c00320","p":0.035187914880154408,"share":0.0014436772439769376},{"commit":"c00334","p":0.030354666279584091,"share":0.0012422899693992772},{"commit":"c00321","p":0.02461391016786809,"share":0.0010043897200067745},{"commit":"c00318","p":0.015576918477548154,"share":0.00063271387555559843},{"commit":"c00325","p":0.0049306355438345946,"share":0.0001992034923300316}],"method":"1 - prod(1 - p) over the changes"}',NULL,0,'0.1.0 GenuineIntel-6-207',1777698000);
INSERT INTO scores VALUES(57,3,1,'ticket:desk/T108',108,0.90090544036305320041,0.49723581679985651149,'network','{"known_words":24,"top":[{"label":"network","p":0.9009054403630532},{"label":"pharmacy","p":0.088568795741763059},{"label":"records","p":0.010525763895183638}],"why":{"bias":-0.1599210798740387,"contributions":[{"column":"words: router","family":"words","value":0.12792518409190645},{"column":"words: router vpn","family":"words","value":0.10946122219099408},{"column":"words: formulari","family":"words","value":-0.10509277767587921},{"column":"words: vpn","family":"words","value":0.10110351153355346},{"column":"words: switch","family":"words","value":0.099963523140612409},{"column":"words: vpn switch","family":"words","value":0.058268783914971589},{"column":"words: router switch","family":"words","value":0.05553324774497792},{"column":"letters: ^rout","family":"words","value":0.05115511557696939},{"column":"letters: route","family":"words","value":0.047128390998518288},{"column":"letters: outer","family":"words","value":0.047128390998518288},{"column":"letters: uter$","family":"words","value":0.047128390998518288},{"column":"letters: ^swit","family":"words","value":0.03914011220190261}],"families":{"words":0.65715689667389521},"n":24,"rest":-0.021686199041668353,"score":0.49723581679985651}}',X'ebbb14a58ee6451f55e057c3772f88c0be0b565e7e7d320d9a06c39e74eff478',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(58,3,1,'ticket:desk/T109',109,0.92653427796608012201,0.53392867656371134632,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.92653427796608012},{"label":"network","p":0.059709577147646374},{"label":"records","p":0.013756144886273502}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: formulari","family":"words","value":0.234284242886865},{"column":"words: infus","family":"words","value":0.05848610938223775},{"column":"words: medic","family":"words","value":0.048858591411577112},{"column":"words: medic medic","family":"words","value":0.048777007155229146},{"column":"letters: rmula","family":"words","value":0.039286914714122823},{"column":"letters: mular","family":"words","value":0.039286914714122823},{"column":"letters: ulary","family":"words","value":0.039286914714122823},{"column":"letters: lary$","family":"words","value":0.039286914714122823},{"column":"letters: formu","family":"words","value":0.03762467970247485},{"column":"letters: ormul","family":"words","value":0.03762467970247485},{"column":"letters: ^form","family":"words","value":0.035279921640603007},{"column":"words: vpn","family":"words","value":-0.032567696203300578}],"families":{"words":0.87330146046301871},"n":27,"rest":0.24778626592836617,"score":0.53392867656371135}}',X'a9713ad4cfbeb02264ac0aa33d0d36f05fcbabe3b0abb5a08bf1e0922c8439b2',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(59,3,1,'ticket:desk/T110',110,0.80074653624522884598,0.27414148245055292019,'pharmacy','{"known_words":27,"top":[{"label":"pharmacy","p":0.80074653624522885},{"label":"network","p":0.166881549510243},{"label":"records","p":0.032371914244528205}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: dispens","family":"words","value":0.19295239898617389},{"column":"words: dispens medic","family":"words","value":0.062619318955207337},{"column":"words: switch","family":"words","value":-0.061987364714919835},{"column":"letters: ispen","family":"words","value":0.048756274220867368},{"column":"letters: spens","family":"words","value":0.047147476943127486},{"column":"letters: pensi","family":"words","value":0.047147476943127486},{"column":"letters: ^disp","family":"words","value":0.046418990745161537},{"column":"letters: dispe","family":"words","value":0.046418990745161537},{"column":"letters: ensin","family":"words","value":0.044660355252347017},{"column":"words: dispens switch","family":"words","value":-0.044567187025736033},{"column":"words: switch dispens","family":"words","value":-0.043871833939910232},{"column":"letters: nsing","family":"words","value":0.041802956982929018}],"families":{"words":0.61351426634986006},"n":27,"rest":0.18601641225632359,"score":0.27414148245055292}}',X'e62d346ebfbbd02683c624c14f419bdad17927cf6d00bd22a43de9925d65e81f',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(60,3,3,'ticket:desk/T108',108,0.90090544036305320041,0.49723581679985651149,'network desk','{"known_words":24,"top":[{"label":"network desk","p":0.9009054403630532},{"label":"pharmacy desk","p":0.088568795741763059},{"label":"records desk","p":0.010525763895183638}],"why":{"bias":-0.1599210798740387,"contributions":[{"column":"words: router","family":"words","value":0.12792518409190645},{"column":"words: router vpn","family":"words","value":0.10946122219099408},{"column":"words: formulari","family":"words","value":-0.10509277767587921},{"column":"words: vpn","family":"words","value":0.10110351153355346},{"column":"words: switch","family":"words","value":0.099963523140612409},{"column":"words: vpn switch","family":"words","value":0.058268783914971589},{"column":"words: router switch","family":"words","value":0.05553324774497792},{"column":"letters: ^rout","family":"words","value":0.05115511557696939},{"column":"letters: route","family":"words","value":0.047128390998518288},{"column":"letters: outer","family":"words","value":0.047128390998518288},{"column":"letters: uter$","family":"words","value":0.047128390998518288},{"column":"letters: ^swit","family":"words","value":0.03914011220190261}],"families":{"words":0.65715689667389521},"n":24,"rest":-0.021686199041668353,"score":0.49723581679985651}}',X'ebbb14a58ee6451f55e057c3772f88c0be0b565e7e7d320d9a06c39e74eff478',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(61,3,3,'ticket:desk/T109',109,0.92653427796608012201,0.53392867656371134632,'pharmacy desk','{"known_words":27,"top":[{"label":"pharmacy desk","p":0.92653427796608012},{"label":"network desk","p":0.059709577147646374},{"label":"records desk","p":0.013756144886273502}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: formulari","family":"words","value":0.234284242886865},{"column":"words: infus","family":"words","value":0.05848610938223775},{"column":"words: medic","family":"words","value":0.048858591411577112},{"column":"words: medic medic","family":"words","value":0.048777007155229146},{"column":"letters: rmula","family":"words","value":0.039286914714122823},{"column":"letters: mular","family":"words","value":0.039286914714122823},{"column":"letters: ulary","family":"words","value":0.039286914714122823},{"column":"letters: lary$","family":"words","value":0.039286914714122823},{"column":"letters: formu","family":"words","value":0.03762467970247485},{"column":"letters: ormul","family":"words","value":0.03762467970247485},{"column":"letters: ^form","family":"words","value":0.035279921640603007},{"column":"words: vpn","family":"words","value":-0.032567696203300578}],"families":{"words":0.87330146046301871},"n":27,"rest":0.24778626592836617,"score":0.53392867656371135}}',X'a9713ad4cfbeb02264ac0aa33d0d36f05fcbabe3b0abb5a08bf1e0922c8439b2',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(62,3,3,'ticket:desk/T110',110,0.80074653624522884598,0.27414148245055292019,'pharmacy desk','{"known_words":27,"top":[{"label":"pharmacy desk","p":0.80074653624522885},{"label":"network desk","p":0.166881549510243},{"label":"records desk","p":0.032371914244528205}],"why":{"bias":-0.33937278389930725,"contributions":[{"column":"words: dispens","family":"words","value":0.19295239898617389},{"column":"words: dispens medic","family":"words","value":0.062619318955207337},{"column":"words: switch","family":"words","value":-0.061987364714919835},{"column":"letters: ispen","family":"words","value":0.048756274220867368},{"column":"letters: spens","family":"words","value":0.047147476943127486},{"column":"letters: pensi","family":"words","value":0.047147476943127486},{"column":"letters: ^disp","family":"words","value":0.046418990745161537},{"column":"letters: dispe","family":"words","value":0.046418990745161537},{"column":"letters: ensin","family":"words","value":0.044660355252347017},{"column":"words: dispens switch","family":"words","value":-0.044567187025736033},{"column":"words: switch dispens","family":"words","value":-0.043871833939910232},{"column":"letters: nsing","family":"words","value":0.041802956982929018}],"families":{"words":0.61351426634986006},"n":27,"rest":0.18601641225632359,"score":0.27414148245055292}}',X'e62d346ebfbbd02683c624c14f419bdad17927cf6d00bd22a43de9925d65e81f',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(63,3,2,'change:app/c00317',427,0.046170589292720706775,-3.0281418407076219345,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.074847056587912},{"column":"metrics: ln la","family":"size","value":-1.0357983958743222},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012525854795287906},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0099815859203396494}],"families":{"experience":-0.035358489118928894,"size":-2.691356741190071,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.036740657032206615,"score":-3.0281418407076219}}',X'21aa9af4f8cfcd68c7c520ecddf98d5c492a6144b33fe2b1253a999940de0452',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(64,3,2,'change:app/c00318',428,0.015576918477548154159,-4.1462655317258541032,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-1.6424216757376853},{"column":"metrics: ln ld","family":"size","value":-1.6088437480271014},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041526144603733967,"size":-3.8319767124926241,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024865133069998598,"score":-4.1462655317258541}}',X'174acd97f21ef4719d183e3c690d22f2b4e2ff1b85ccb73a7ebc04aca953b08b',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(65,3,2,'change:app/c00319',429,0.5531582704194399902,0.21343970447573262783,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.2143867995005671},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.037991633126343301},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln la beyond 66","family":"size","value":0.019394280466866025},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.011672844585914662},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.029204246405090919,"size":0.54005042190760699,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.024367907257626806,"score":0.21343970447573263}}',X'4c93cab06ebcf447ed24c77af884f1cedfd3e383466755cbcc6c924c6f69ffe5',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(66,3,2,'change:app/c00320',430,0.035187914880154408381,-3.3112306555453843159,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":0.027756111656282421,"size":-3.0915126137207389,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":0.016478344950911977,"score":-3.3112306555453843}}',X'ea7e74e4abea5eb0a206ce336e215b43dad2c90b6e661a956609ffb87b33780a',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(67,3,2,'change:app/c00321',431,0.024613910167868090217,-3.6795216450782519679,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.4369351622804871},{"column":"metrics: ln la","family":"size","value":-1.347113833317326},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 11","family":"experience","value":0.01736432598417359}],"families":{"experience":0.041053603084362136,"size":-3.3647602843256506,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.025337674589370425,"score":-3.679521645078252}}',X'f1abe9ebfad47d83c71ff38336c4273f3ebdfbb1da7fdccc9a132581bf990713',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(68,3,2,'change:app/c00322',432,0.57974569253063301665,0.32172952421960232527,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.27272666643155657},{"column":"metrics: ln la","family":"size","value":0.25854085732255289},{"column":"metrics: ln ld beyond 12","family":"size","value":0.053096960530215634},{"column":"metrics: ln la beyond 38","family":"size","value":0.048494390942895108},{"column":"metrics: ln ld beyond 22","family":"size","value":0.030521435678680178},{"column":"metrics: ln la beyond 66","family":"size","value":0.02865652338073111},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.015580686008346166},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.012008476096574001},{"column":"metrics: ln exp beyond 32","family":"experience","value":-0.010861286016052954}],"families":{"experience":-0.046799229665469413,"size":0.69974288181383881,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.02699859141751091,"score":0.32172952421960233}}',X'61b3a74c33d0e595dd2f74d098260967c0673acdb01c98ab4152555b5e4462a4',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(69,3,2,'change:app/c00323',433,0.51581507284821603853,0.063281400658468600628,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":0.16505484515370128},{"column":"metrics: ln la","family":"size","value":0.16128743795372558},{"column":"metrics: ln ld beyond 12","family":"size","value":0.027242886717445684},{"column":"metrics: ln la beyond 38","family":"size","value":0.025361080887200793},{"column":"metrics: ln la beyond 66","family":"size","value":0.008255566877327104},{"column":"metrics: ln ld beyond 22","family":"size","value":0.0079919054412332744},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.007293595919687197},{"column":"metrics: ln la beyond 98","family":"size","value":-0.0071839122420722101},{"column":"metrics: ln la beyond 126","family":"size","value":-0.0052082637702184189},{"column":"metrics: ln ld beyond 42","family":"size","value":-0.0051119531672351925}],"families":{"experience":-0.0011355637299931564,"size":0.36584357478708496,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.014704955421444836,"score":0.063281400658468601}}',X'd148eaae12185eed9c8e7bcb589377ab08743c336165cf6df82c5a3dce533d68',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(70,3,2,'change:app/c00324',434,0.90136607579070249229,2.2124962131740986137,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.22077027909410099},{"column":"metrics: ln la","family":"size","value":0.22005467057070849},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.040621233294200969},{"column":"metrics: ln la beyond 38","family":"size","value":0.039339828862187086},{"column":"metrics: ln la beyond 66","family":"size","value":0.020583237613731056},{"column":"metrics: ln ld beyond 22","family":"size","value":0.019649947261017223},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.010832899782630061},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712},{"column":"metrics: ln exp beyond 11","family":"experience","value":-0.0088583049124414757}],"families":{"experience":-0.029091367763456295,"size":0.5494559103461516,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":-0.021647470850382974,"score":2.2124962131740986}}',X'ace361368460751b7ad42d9546dd00b36da136d270a1ebfc9e4344f3fcb1210e',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(71,3,2,'change:app/c00325',435,0.0049306355438345945974,-5.3073445544473516477,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln la","family":"size","value":-2.3097733628324204},{"column":"metrics: ln ld","family":"size","value":-2.1428403324528831},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.026545416953280332,"size":-5.0333249840131424,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.037823183658650783,"score":-5.3073445544473516}}',X'1624a292efcc2d9b71d9439d7158f2f8bf98eceb82e94c5bdfe28f9902d3ecb4',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(72,3,2,'change:app/c00326',436,0.92899791436615408724,2.5713972420458039991,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.36717878701351103},{"column":"metrics: ln la","family":"size","value":0.34906918743548226},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.075776733326464452},{"column":"metrics: ln la beyond 38","family":"size","value":0.070028036427459334},{"column":"metrics: ln ld beyond 22","family":"size","value":0.050284849006367739},{"column":"metrics: ln la beyond 66","family":"size","value":0.047646757110044756},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln ld beyond 32","family":"size","value":0.023242268637003499},{"column":"metrics: ln la beyond 98","family":"size","value":0.020393926129152421},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.016146157954897752}],"families":{"experience":-0.048938105810562182,"size":1.0125599734662432,"spread":-0.052526271907831421,"words":0.38945120445316789},"n":34,"rest":-0.054966962521266434,"score":2.571397242045804}}',X'14da581b94fa72f95cd7b557151a4f837af6ddba32782ba03fb5c70f3233fda0',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(73,3,2,'change:app/c00327',437,0.12587449755129803685,-1.9379386014430750595,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.54085036514872253},{"column":"metrics: ln la","family":"size","value":-0.53096641837778291},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.14225852545540557},{"column":"metrics: ln la beyond 38","family":"size","value":-0.13930279800473852},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.021205703553701764,"size":-1.5855187699606064,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.052863859384583704,"score":-1.9379386014430751}}',X'5100df6b2c8887ab38ff3de5fc7b469c98f64d6a9b01c382ef82966ad0122288',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(74,3,2,'change:app/c00328',438,0.34669407304817384529,-0.63360275692125389568,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.082691360429429261},{"column":"metrics: ln la","family":"size","value":-0.075253119497214402},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.043847158018068239},{"column":"metrics: ln la beyond 66","family":"size","value":-0.041363816819480606},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.032245739089771838},{"column":"metrics: ln la beyond 38","family":"size","value":-0.030903956864298265},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":0.015582191591410574,"size":-0.37772628087697968,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.0030143384839923133,"score":-0.6336027569212539}}',X'486da34d56083a5f4ae5f8d939a7df5e29ba59443b47c50f4dc632c22cd23ab9',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(75,3,2,'change:app/c00329',439,0.22069099432991515219,-1.2616441294841758136,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.27915321558050421},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln la beyond 38","family":"size","value":-0.079404926042267066},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.04460687759871923,"size":-0.96956309840452648,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.055884644304089667,"score":-1.2616441294841758}}',X'f0d29be188453fb97f9f775e6b0f64b1f7d1b691d49b296d48897b4114210675',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(76,3,2,'change:app/c00330',440,0.2289664511812584402,-1.2141563945702533722,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.2612700250076328},{"column":"metrics: ln la","family":"size","value":-0.23565860213364184},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.075125905643606855},{"column":"metrics: ln la beyond 66","family":"size","value":-0.075012257727810172},{"column":"metrics: ln la beyond 38","family":"size","value":-0.069059015391473758},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln nf","family":"spread","value":-0.0095703416511289593}],"families":{"experience":-0.014181913238777471,"size":-0.86876035340270907,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.0458400690696594,"score":-1.2141563945702534}}',X'fa3b2fad14ac0b60e55e65a73d75e1aa96e3f90b7a4962fff1c5230c8af2e40a',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(77,3,2,'change:app/c00331',441,0.9858988735275261428,4.2472991011396885596,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.30551434396068911},{"column":"metrics: ln la","family":"size","value":0.28998393994449417},{"column":"metrics: ln ld beyond 12","family":"size","value":0.060969915317908102},{"column":"metrics: ln la beyond 38","family":"size","value":0.055973644975566728},{"column":"metrics: ln ld beyond 22","family":"size","value":0.037382017525819752},{"column":"metrics: ln la beyond 66","family":"size","value":0.035252377403829881},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln ld beyond 32","family":"size","value":0.013926314382871972},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012197010359855978},{"column":"metrics: ln la beyond 98","family":"size","value":0.011716599594461646}],"families":{"experience":-0.034129798148355352,"size":0.80729019461774176,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.016979339129021127,"score":4.2472991011396886}}',X'b71192cb4143c6517d9f1102915146872254ce7b04706963ecc7774a909851e8',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(78,3,2,'change:app/c00332',442,0.329061496639353801,-0.71243283035817261961,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln la","family":"size","value":-0.092390820384985778},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.044958811866712529},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln la beyond 38","family":"size","value":-0.03498043590339369},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.012619228116777997},{"column":"metrics: ln exp beyond 32","family":"experience","value":0.0074298753105820053}],"families":{"experience":0.030711505561802216,"size":-0.44171772552135119,"spread":0.0018620815305100025,"words":-1.5741391337739201},"n":34,"rest":-0.013227206494463085,"score":-0.71243283035817262}}',X'6d111da1738b785b453f651949b38c19ce69fa5c995002f6ef25ca629b92c5d0',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(79,3,2,'change:app/c00333',443,0.95259970864632992348,3.0005664071316622276,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.47742287620059948},{"column":"metrics: ln la","family":"size","value":0.45455227890183575},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.10224845810493985},{"column":"metrics: ln la beyond 38","family":"size","value":0.095118913117957116},{"column":"metrics: ln ld beyond 22","family":"size","value":0.073352603782408557},{"column":"metrics: ln la beyond 66","family":"size","value":0.069774065427045368},{"column":"metrics: ln ld beyond 32","family":"size","value":0.039897388151914522},{"column":"metrics: ln la beyond 98","family":"size","value":0.03588528715232335},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351},{"column":"metrics: ln ld beyond 42","family":"size","value":0.01103419464766219}],"families":{"experience":-0.014181913238777471,"size":1.3823721100721191,"spread":-0.027925435999632948,"words":0.38945120445316789},"n":34,"rest":-0.0144118574921563,"score":3.0005664071316622}}',X'3a172b16476908bb5d3bfbc6f711bac7568fda811148aeda424520eb6d24765a',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(80,3,2,'change:app/c00334',444,0.030354666279584090887,-3.4639801146939417364,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":-1.2964756768501753},{"column":"metrics: ln la","family":"size","value":-1.2143256481427263},{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.18066899902118053},{"column":"metrics: ln la beyond 38","family":"size","value":-0.16790162673269782},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.014103550676576699},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":-0.041253373044438241,"size":-3.0915126137207389,"spread":-0.027925435999632948,"words":-1.5741391337739201},"n":34,"rest":-0.068378319849872443,"score":-3.4639801146939417}}',X'5028d5be35f73150a416dbf6b1e82a17905134dde0e564015178e1865c234ea6',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(81,3,2,'change:app/c00335',445,0.15293309071572042112,-1.7117791769865846607,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.49414548690761423},{"column":"metrics: ln la","family":"size","value":-0.45581538613125738},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.13104378649091855},{"column":"metrics: ln la beyond 38","family":"size","value":-0.12142690961845501},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.0057482772286978814,"size":-1.4345722321222019,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":-0.024344807304100765,"score":-1.7117791769865847}}',X'dcea8be9c0a2694893ea2620b75a18b511e84a21eea3b8891016f05e2ba421ed',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(82,3,2,'change:app/c00336',446,0.30572458266289898043,-0.82018409673231618128,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.13774295007054138},{"column":"metrics: ln la","family":"size","value":-0.12792559927886735},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.055366296027298464},{"column":"metrics: ln la beyond 66","family":"size","value":-0.052412985680122183},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.045464680678742569},{"column":"metrics: ln la beyond 38","family":"size","value":-0.043432966744576085},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf","family":"spread","value":0.024073982156775187},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.017266632837384159}],"families":{"experience":-0.038943334612521155,"size":-0.53376660863886505,"spread":0.055814538448204193,"words":-1.5741391337739201},"n":34,"rest":-0.050221101317891613,"score":-0.82018409673231618}}',X'836d19999f8414678d5380ed7fa9f4a77b98086d7c17e28ae23f5cc2ed6a691c',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(83,3,2,'change:app/c00337',447,0.30558753259086868236,-0.82082985743886727192,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln la","family":"size","value":-0.10994151655423022},{"column":"metrics: ln ld","family":"size","value":-0.1097255155890373},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.049503852260483587},{"column":"metrics: ln la beyond 66","family":"size","value":-0.048640438659326227},{"column":"metrics: ln la beyond 38","family":"size","value":-0.039155155730934664},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.038737159358021092},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln nf","family":"spread","value":-0.029251010377687736},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln nf beyond 2","family":"spread","value":-0.012448628677037351}],"families":{"experience":0.0021098747088482378,"size":-0.46712476831075017,"spread":-0.052526271907831421,"words":-1.5741391337739201},"n":34,"rest":-0.034468448303673384,"score":-0.82082985743886727}}',X'bdbfd97d52740832e448572f28aa5927ae89bf3aeb47af576c022b940dea91a7',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(84,3,2,'change:app/c00338',448,0.22870787385278207315,-1.2156216651643867443,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: adjust","family":"words","value":-0.78163004184814677},{"column":"words: adjust the","family":"words","value":-0.78163004184814677},{"column":"metrics: ln ld","family":"size","value":-0.29551541242594997},{"column":"metrics: ln la","family":"size","value":-0.29044521726029948},{"column":"metrics: ln ld beyond 12","family":"size","value":-0.083348881381848317},{"column":"metrics: ln la beyond 38","family":"size","value":-0.082090913130795001},{"column":"metrics: ln ld beyond 22","family":"size","value":-0.081213417339826316},{"column":"metrics: ln la beyond 66","family":"size","value":-0.079506115475413586},{"column":"metrics: ln ld beyond 32","family":"size","value":-0.02968323736338831},{"column":"metrics: ln la beyond 98","family":"size","value":-0.026865252713539425},{"column":"metrics: ln exp beyond 20","family":"experience","value":0.015714911726338775},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157}],"families":{"experience":0.039378089644147921,"size":-0.9835410871728496,"spread":0.031830024293449236,"words":-1.5741391337739201},"n":34,"rest":0.014517144567426936,"score":-1.2156216651643867}}',X'bfa1d766e00ca0436e7b8a2bda28861d8a7a2453b0c8e85f5a76dc371c4b82a9',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(85,3,2,'change:app/c00339',449,0.98925689524546867037,4.5226899198221941489,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"words: rework","family":"words","value":1.0898407440968612},{"column":"words: rework the","family":"words","value":1.0898407440968612},{"column":"metrics: ln ld","family":"size","value":0.38185340187331496},{"column":"metrics: ln la","family":"size","value":0.3631207907349267},{"column":"metrics: ln ld beyond 12","family":"size","value":0.079300390410152799},{"column":"metrics: ln la beyond 38","family":"size","value":0.073370439847656899},{"column":"metrics: ln ld beyond 22","family":"size","value":0.05335540364256202},{"column":"metrics: ln la beyond 66","family":"size","value":0.050594377948917947},{"column":"metrics: ln ld beyond 32","family":"size","value":0.025459235243807738},{"column":"metrics: ln la beyond 98","family":"size","value":0.022457558393864471},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln nf beyond 2","family":"spread","value":0.0094504967250206712}],"families":{"experience":-0.012842236150908799,"size":1.0613934513028001,"spread":0.031830024293449236,"words":2.1714582385320673},"n":34,"rest":-0.0020284725209550555,"score":4.5226899198221941}}',X'b5067080f98c6e7d6e5e226e29e9158fba74b2c48862ef7c32574852edb53296',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(86,3,2,'change:app/c00340',450,0.94076986580132160309,2.7652681102254188516,'','{"base_rate":0.56321839080459768,"why":{"bias":1.2708504418447857,"contributions":[{"column":"metrics: ln ld","family":"size","value":0.39625374136864805},{"column":"metrics: ln la","family":"size","value":0.37690641748199927},{"column":"words: rewrit","family":"words","value":0.1986451929846921},{"column":"words: rewrit the","family":"words","value":0.1986451929846921},{"column":"metrics: ln ld beyond 12","family":"size","value":0.082758182283082904},{"column":"metrics: ln la beyond 38","family":"size","value":0.076649576399341654},{"column":"metrics: ln ld beyond 22","family":"size","value":0.056368562589149088},{"column":"metrics: ln la beyond 66","family":"size","value":0.053486204583264023},{"column":"metrics: ln ld beyond 32","family":"size","value":0.0276347616737352},{"column":"metrics: ln la beyond 98","family":"size","value":0.024482130966553578},{"column":"metrics: ln nf","family":"spread","value":0.015224367484416157},{"column":"metrics: ln exp beyond 20","family":"experience","value":-0.012850100826752336}],"families":{"experience":-0.036569997543789756,"size":1.1097064371778051,"spread":0.031830024293449236,"words":0.38945120445316789},"n":34,"rest":0.00021343840781066356,"score":2.7652681102254189}}',X'e78056ae4761d7bd2ef6c3f42e4669ddab80a2bd0f4dd825aea8c1acb0875384',0,'0.1.0 GenuineIntel-6-207',1777782600);
INSERT INTO scores VALUES(87,3,2,'release:app/2.0',456,0.99999999998325583838,24.812971478832380966,'','{"changes":[{"commit":"c00339","p":0.98925689524546867,"share":0.18270647464940876},{"commit":"c00331","p":0.98589887352752614,"share":0.17174484841840457},{"commit":"c00333","p":0.95259970864632992,"share":0.12288437521558529},{"commit":"c00340","p":0.9407698658013216,"share":0.11390511889661221},{"commit":"c00326","p":0.92899791436615409,"share":0.10659931145904143},{"commit":"c00324","p":0.90136607579070249,"share":0.093351967580451473},{"commit":"c00322","p":0.57974569253063302,"share":0.034937175590856781},{"commit":"c00319","p":0.55315827041943999,"share":0.032464903003338305},{"commit":"c00323","p":0.51581507284821604,"share":0.029230205997273696},{"commit":"c00328","p":0.34669407304817385,"share":0.017156740316341425},{"commit":"c00332","p":0.3290614966393538,"share":0.016083432112436135},{"commit":"c00336","p":0.30572458266289898,"share":0.014705473463866588},{"commit":"c00337","p":0.30558753259086868,"share":0.014697518727620726},{"commit":"c00330","p":0.22896645118125844,"share":0.010479331690101984},{"commit":"c00338","p":0.22870787385278207,"share":0.01046581826243332},{"commit":"c00329","p":0.22069099432991515,"share":0.010049082960270387},{"commit":"c00335","p":0.15293309071572042,"share":0.006689064623665782},{"commit":"c00327","p":0.12587449755129804,"share":0.0054218133587906284},{"commit":"c00317","p":0.046170589292720707,"share":0.0019050693722317052},{"commit":"c00320","p":0.035187914880154408,"share":0.0014436772439769376},{"commit":"c00334","p":0.030354666279584091,"share":0.0012422899693992772},{"commit":"c00321","p":0.02461391016786809,"share":0.0010043897200067745},{"commit":"c00318","p":0.015576918477548154,"share":0.00063271387555559843},{"commit":"c00325","p":0.0049306355438345946,"share":0.0001992034923300316}],"method":"1 - prod(1 - p) over the changes"}',NULL,0,'0.1.0 GenuineIntel-6-207',1777782600);
CREATE TABLE score_members (
  -- WORK. Which scores of changes a release's score was made of.
  score_id        INTEGER NOT NULL REFERENCES scores, -- of the release
  member_score_id INTEGER NOT NULL REFERENCES scores, -- of a change
  PRIMARY KEY (score_id, member_score_id)
) STRICT, WITHOUT ROWID;
INSERT INTO score_members VALUES(28,4);
INSERT INTO score_members VALUES(28,5);
INSERT INTO score_members VALUES(28,6);
INSERT INTO score_members VALUES(28,7);
INSERT INTO score_members VALUES(28,8);
INSERT INTO score_members VALUES(28,9);
INSERT INTO score_members VALUES(28,10);
INSERT INTO score_members VALUES(28,11);
INSERT INTO score_members VALUES(28,12);
INSERT INTO score_members VALUES(28,13);
INSERT INTO score_members VALUES(28,14);
INSERT INTO score_members VALUES(28,15);
INSERT INTO score_members VALUES(28,16);
INSERT INTO score_members VALUES(28,17);
INSERT INTO score_members VALUES(28,18);
INSERT INTO score_members VALUES(28,19);
INSERT INTO score_members VALUES(28,20);
INSERT INTO score_members VALUES(28,21);
INSERT INTO score_members VALUES(28,22);
INSERT INTO score_members VALUES(28,23);
INSERT INTO score_members VALUES(28,24);
INSERT INTO score_members VALUES(28,25);
INSERT INTO score_members VALUES(28,26);
INSERT INTO score_members VALUES(28,27);
INSERT INTO score_members VALUES(56,32);
INSERT INTO score_members VALUES(56,33);
INSERT INTO score_members VALUES(56,34);
INSERT INTO score_members VALUES(56,35);
INSERT INTO score_members VALUES(56,36);
INSERT INTO score_members VALUES(56,37);
INSERT INTO score_members VALUES(56,38);
INSERT INTO score_members VALUES(56,39);
INSERT INTO score_members VALUES(56,40);
INSERT INTO score_members VALUES(56,41);
INSERT INTO score_members VALUES(56,42);
INSERT INTO score_members VALUES(56,43);
INSERT INTO score_members VALUES(56,44);
INSERT INTO score_members VALUES(56,45);
INSERT INTO score_members VALUES(56,46);
INSERT INTO score_members VALUES(56,47);
INSERT INTO score_members VALUES(56,48);
INSERT INTO score_members VALUES(56,49);
INSERT INTO score_members VALUES(56,50);
INSERT INTO score_members VALUES(56,51);
INSERT INTO score_members VALUES(56,52);
INSERT INTO score_members VALUES(56,53);
INSERT INTO score_members VALUES(56,54);
INSERT INTO score_members VALUES(56,55);
INSERT INTO score_members VALUES(87,63);
INSERT INTO score_members VALUES(87,64);
INSERT INTO score_members VALUES(87,65);
INSERT INTO score_members VALUES(87,66);
INSERT INTO score_members VALUES(87,67);
INSERT INTO score_members VALUES(87,68);
INSERT INTO score_members VALUES(87,69);
INSERT INTO score_members VALUES(87,70);
INSERT INTO score_members VALUES(87,71);
INSERT INTO score_members VALUES(87,72);
INSERT INTO score_members VALUES(87,73);
INSERT INTO score_members VALUES(87,74);
INSERT INTO score_members VALUES(87,75);
INSERT INTO score_members VALUES(87,76);
INSERT INTO score_members VALUES(87,77);
INSERT INTO score_members VALUES(87,78);
INSERT INTO score_members VALUES(87,79);
INSERT INTO score_members VALUES(87,80);
INSERT INTO score_members VALUES(87,81);
INSERT INTO score_members VALUES(87,82);
INSERT INTO score_members VALUES(87,83);
INSERT INTO score_members VALUES(87,84);
INSERT INTO score_members VALUES(87,85);
INSERT INTO score_members VALUES(87,86);
CREATE TABLE clusters (
  -- WORK. A group of similar incidents with an identity that lasts from night to night.
  cluster_id  INTEGER PRIMARY KEY,      -- the identity
  project     TEXT NOT NULL DEFAULT '', -- '': over all
  name        TEXT NOT NULL,            -- shown
  name_state  TEXT NOT NULL DEFAULT 'suggested' CHECK (name_state IN ('suggested', 'confirmed')), -- by us, or by a person
  pinned      INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)), -- 1: a person wants it kept as it is
  merged_into INTEGER REFERENCES clusters, -- where a person merged it; NULL: lives
  run_id      INTEGER REFERENCES runs,  -- that made it; NULL: by hand
  created_at  INTEGER NOT NULL          -- time
) STRICT;
INSERT INTO clusters VALUES(1,'desk','cable, wireless','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(2,'desk','interaction, infusion, dose','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(3,'desk','formulary, dispensing, dose','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(4,'desk','merge, allergy, document','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(5,'desk','wireless, wi, firewall','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(6,'desk','patient, allergy, document','suggested',0,NULL,2,1777698000);
INSERT INTO clusters VALUES(7,'desk','firewall, fi, document','suggested',0,NULL,2,1777698000);
CREATE TABLE users (
  -- DECISION. People who may decide. Never deleted: their signatures stay. The one table of this kind that changes.
  user_id       INTEGER PRIMARY KEY,    -- number
  name          TEXT NOT NULL UNIQUE,   -- as printed beside a signature; never reused
  password_hash TEXT NOT NULL,          -- Argon2id
  role          TEXT NOT NULL,          -- what they may sign
  created_at    INTEGER NOT NULL,       -- time
  disabled_at   INTEGER,                -- time; NULL: may sign
  failed_logins INTEGER NOT NULL DEFAULT 0, -- since the last good one
  locked_until  INTEGER                 -- time; NULL: not locked
) STRICT;
CREATE TABLE review_items (
  -- DECISION. What waits for a person. Where it stands is told by its decisions. The same item with other content is a new row,
  -- and decisions about the old one are stale.
  item_id      INTEGER PRIMARY KEY,     -- in order of flagging
  item         TEXT NOT NULL,           -- release:PROJECT/NAME, ..., model:TASK:PROJECT@N
  kind         TEXT NOT NULL            -- of item
               CHECK (kind IN ('release', 'change', 'ticket', 'dependency', 'telemetry', 'drift', 'model')),
  project      TEXT NOT NULL DEFAULT '', -- of item
  run_id       INTEGER REFERENCES runs, -- that flagged it; NULL: by hand
  score_id     INTEGER REFERENCES scores, -- that flagged it; NULL: a rule
  reason       TEXT NOT NULL,           -- why it was flagged, for people
  probability  REAL,                    -- at that time
  threshold    REAL,                    -- at that time
  criticality  TEXT NOT NULL DEFAULT '', -- of its system
  flagged_at   INTEGER NOT NULL,        -- time
  content_hash BLOB NOT NULL, requested_by TEXT NOT NULL DEFAULT 'engine',           -- of what is to be decided on; signatures are bound to it
  UNIQUE (item, content_hash)
) STRICT;
INSERT INTO review_items VALUES(1,'release:app/2.0','release','app',1,28,'probability of harm 1.00, at least 0.05 (review 1 / miss 20, criticality care-critical)',0.99999999998325583838,0.050000000000000002775,'care-critical',1777690800,X'9a11e44fb889305455f352037b0c1e7ec5dca02a93c82ef04fd976d790751e23','engine');
INSERT INTO review_items VALUES(2,'release:app/2.0','release','app',2,56,'probability of harm 1.00, at least 0.05 (review 1 / miss 20, criticality care-critical)',0.99999999998325583838,0.050000000000000002775,'care-critical',1777698000,X'7382f24802a2e9ec1fb1e417cb26c9d1538eedafec6af4653f6f400152d02661','engine');
INSERT INTO review_items VALUES(3,'model:change-risk:app@1','model','app',2,NULL,'validated, not approved; no version is in production',NULL,NULL,'',1777698000,X'acff198fb7c5ed384c484f0b354436717a8023c19df4c2b5ba0c30fc761fc1ee','engine');
INSERT INTO review_items VALUES(4,'model:route:desk@1','model','desk',2,NULL,'validated, not approved; no version is in production',NULL,NULL,'',1777698000,X'64c9aa1611ff0576da53c2c9d21946e55aa57badf880c89675433ed187e86e05','engine');
INSERT INTO review_items VALUES(5,'model:component:desk@1','model','desk',3,NULL,'validated, not approved; no version is in production',NULL,NULL,'',1777782600,X'168b02e0130b621b1bd6d0a6d93bd9aef9f6911d1dddeada5802212daa75179e','engine');
CREATE TABLE signatures (
  -- DECISION. A decision with name, role, time and meaning, made after the signer proved who they are.
  signature_id INTEGER PRIMARY KEY,     -- in order
  subject      TEXT NOT NULL DEFAULT '', -- what was signed: an item, model:TASK:PROJECT@N, policy:N
  user         TEXT NOT NULL,           -- printed name
  role         TEXT NOT NULL,           -- at that time
  at           INTEGER NOT NULL,        -- time
  meaning      TEXT NOT NULL,           -- approved, rejected, reviewed, ...
  content_hash BLOB NOT NULL,           -- of what was signed: another content makes the signature stale
  signature    BLOB NOT NULL            -- Ed25519 by the store's key over the fields above
) STRICT;
CREATE TABLE decisions (
  -- DECISION. What a person did with a review item. The newest that counts tells where it stands.
  decision_id  INTEGER PRIMARY KEY,     -- in order
  item_id      INTEGER NOT NULL REFERENCES review_items, -- about what
  decision     TEXT NOT NULL            -- done
               CHECK (decision IN ('claim', 'unclaim', 'approve', 'reject', 'request-changes', 'need-information', 'defer',
                                   'escalate', 'reopen', 'expire')),
  user         TEXT NOT NULL,           -- name of who, or 'engine' for expire
  role         TEXT NOT NULL,           -- at that time
  at           INTEGER NOT NULL,        -- time
  until        INTEGER,                 -- time a claim or deferral ends; NULL: none
  reason       TEXT NOT NULL DEFAULT '', -- de-identified
  blind        INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1)), -- 1: decided before the score was shown
  viewed_s     REAL,                    -- seconds the item was open before; NULL: not known
  signature_id INTEGER REFERENCES signatures -- NULL where none is asked for
) STRICT;
CREATE TABLE policies (
  -- DECISION. Predetermined change-control plans; the newest signed and valid one counts.
  policy_id    INTEGER PRIMARY KEY,     -- number
  body         TEXT NOT NULL,           -- JSON: features, data, bounds on every metric
  hash         BLOB NOT NULL,           -- of body: what is signed
  valid_from   INTEGER NOT NULL,        -- time
  valid_until  INTEGER NOT NULL,        -- time
  created_at   INTEGER NOT NULL,        -- time
  signature_id INTEGER NOT NULL REFERENCES signatures -- by whom
) STRICT;
CREATE TABLE labels (
  -- DECISION. What is true of an item, beside what its export says, and how we know. The newest of the best provenance counts;
  -- 'suggested' is never trained on.
  label_id   INTEGER PRIMARY KEY,       -- in order
  item       TEXT NOT NULL,             -- ticket:PROJECT/ID, change:PROJECT/COMMIT, ...
  task       TEXT NOT NULL,             -- of which it is the label: route, severity, ..., change-risk
  value      TEXT NOT NULL,             -- class name, or '1' and '0'
  provenance TEXT NOT NULL CHECK (provenance IN ('human', 'imported', 'linked', 'szz', 'suggested')), -- how we know
  known_at   INTEGER NOT NULL,          -- time it became known
  "by"       TEXT NOT NULL DEFAULT '',  -- user, rule or commit
  evidence   TEXT NOT NULL DEFAULT '',  -- what it rests on, de-identified
  created_at INTEGER NOT NULL           -- time it was written here
, field TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE links (
  -- DECISION. That a change or release led to an incident. The newest row of a pair counts. Written only between records of
  -- completed imports.
  link_id          INTEGER PRIMARY KEY, -- in order
  ticket_record_id INTEGER NOT NULL REFERENCES records, -- the incident
  target_record_id INTEGER NOT NULL REFERENCES records, -- the change or release
  state            TEXT NOT NULL CHECK (state IN ('suspected', 'confirmed', 'refuted')), -- by us, or by a person
  rule             TEXT NOT NULL,       -- the printed rule that found it, or the person's reason
  "by"             TEXT NOT NULL DEFAULT '', -- user; '': engine
  at               INTEGER NOT NULL     -- time
) STRICT;
CREATE TABLE cluster_edits (
  -- DECISION. What people did with clusters; the engine follows it in the next run.
  edit_id    INTEGER PRIMARY KEY,       -- in order
  cluster_id INTEGER NOT NULL REFERENCES clusters, -- which
  action     TEXT NOT NULL CHECK (action IN ('rename', 'merge', 'split', 'pin', 'unpin')), -- what
  value      TEXT NOT NULL DEFAULT '',  -- new name, other cluster, members split off
  "by"       TEXT NOT NULL,             -- user
  at         INTEGER NOT NULL           -- time
) STRICT;
CREATE TABLE audit (
  -- AUDIT. What happened, chained by hash (audit.h): no row can be changed, dropped or put in without breaking the chain.
  row_id        INTEGER PRIMARY KEY CHECK (row_id > 0), -- from 1 without gaps
  at            INTEGER NOT NULL,       -- time
  actor         TEXT NOT NULL,          -- user, or the command that ran
  action        TEXT NOT NULL,          -- import.complete, model.register, decision.approve, ...
  subject       TEXT NOT NULL,          -- import:12, model:route:xamarin@1, ...
  detail_digest BLOB NOT NULL,          -- of the facts, which lie elsewhere in the store
  prev_hash     BLOB NOT NULL,          -- hash of the row before; zeros for the first
  hash          BLOB NOT NULL           -- over prev_hash and the columns above
) STRICT;
INSERT INTO audit VALUES(1,1767225600,'engine','store.create','store',X'80cc416bd02872a0babc60becab13b45e807d98c93dc029ccb51c3a259fa9025',X'0000000000000000000000000000000000000000000000000000000000000000',X'2930976fe1389504913e2de8ec9bfc27bca918c10b3020f2b21017d70fcbfad2');
INSERT INTO audit VALUES(2,1767312000,'engine','import.complete','import:1',X'894e87efe968f2c8c834aa2d87cb46ca542984a56fd76f691900e8c5d3dbfbf7',X'2930976fe1389504913e2de8ec9bfc27bca918c10b3020f2b21017d70fcbfad2',X'd373d3a502120ce01ed2ca2639239fef199c12785fc385761c38f2783babd7c7');
INSERT INTO audit VALUES(3,1767312000,'engine','import.rows','import:1',X'46349acdb875bb5a2d5c142df38963fb89db28a3348849f54d2ffde4f0a2a624',X'd373d3a502120ce01ed2ca2639239fef199c12785fc385761c38f2783babd7c7',X'5272ea6a0cde1218e78c6451b7e9733e314b82d8f611ee2d4f8e389d46627576');
INSERT INTO audit VALUES(4,1767312000,'engine','import.complete','import:2',X'e5c40b258a5c19f9c656bb197da66e5cc8a92c92fea685bf4924487bafe9ca4a',X'5272ea6a0cde1218e78c6451b7e9733e314b82d8f611ee2d4f8e389d46627576',X'660ca603e008c60c6ae13d82fce9c670df92cd1c51d2190bca86b3b3d4fea062');
INSERT INTO audit VALUES(5,1767312000,'engine','import.rows','import:2',X'bbc06a6401fea142e46f69374897efe90683b42ab2ed11e916f471992b91f3e1',X'660ca603e008c60c6ae13d82fce9c670df92cd1c51d2190bca86b3b3d4fea062',X'7ccf381317d5c14b324b5f2f38cb9db979a1376266ecb5ad0dbcb16dfbc854e5');
INSERT INTO audit VALUES(6,1767312000,'engine','import.complete','import:3',X'ec45d9fe35dc955026d71ebd9906d6efe98fa34ba816509cb5cd292b8a2277f4',X'7ccf381317d5c14b324b5f2f38cb9db979a1376266ecb5ad0dbcb16dfbc854e5',X'641ffc211e63adb99b64efa471fa5f9dfa9ebad897d60bbb40c89e911c7f07ef');
INSERT INTO audit VALUES(7,1767312000,'engine','import.rows','import:3',X'38a9c2442ab56b8094b285e4c00382782d6a38fdb09e65c5a677c13a991f7921',X'641ffc211e63adb99b64efa471fa5f9dfa9ebad897d60bbb40c89e911c7f07ef',X'959ffee5c4fc184948e5f1798a01673d8538cb579460e6e2b14d0a3c07a84d05');
INSERT INTO audit VALUES(8,1767312000,'engine','import.complete','import:4',X'66d40867dd8a6abcd1f6ccabb42b0997c239f694ea135b5d5e69eddab93bf817',X'959ffee5c4fc184948e5f1798a01673d8538cb579460e6e2b14d0a3c07a84d05',X'e42e06c8f38d5aa91abfda9d9a775bb1547d8a2027677effc0afa602977676d8');
INSERT INTO audit VALUES(9,1767312000,'engine','import.rows','import:4',X'eb76a1cc1afa6d193d00bc3775237a55fd9d24c1719f13f48f7d2106ab4a95c7',X'e42e06c8f38d5aa91abfda9d9a775bb1547d8a2027677effc0afa602977676d8',X'2f266c82f76ec250431d412caa523804e6a8d66949634f9b19e733635875d462');
INSERT INTO audit VALUES(10,1767312000,'engine','import.complete','import:5',X'a48a7aa7038999797d824683aff75d265c080b3f74ca171e52707e4ec6defc8c',X'2f266c82f76ec250431d412caa523804e6a8d66949634f9b19e733635875d462',X'cc82563a5b4dee598da43f6e04268e533aac3229b4f8277a008b2d2fef45abfe');
INSERT INTO audit VALUES(11,1767312000,'engine','import.rows','import:5',X'98133320fdf6da7503a588396fb9c50aade5233a645a49e6792d66e80acd3b68',X'cc82563a5b4dee598da43f6e04268e533aac3229b4f8277a008b2d2fef45abfe',X'6a04bb98a95a45e52df77782e9ee4b91cbf84256423977fbe39d69c8c2973355');
INSERT INTO audit VALUES(12,1777690800,'engine','model.register','model:route:desk@1',X'caa92445549775bf666a4330e98c50789787c8d30c28259af27648a472bd5c42',X'6a04bb98a95a45e52df77782e9ee4b91cbf84256423977fbe39d69c8c2973355',X'2d0684fc8845a98f054f91b95418dd0105a0b818528c7129733827a555ab720d');
INSERT INTO audit VALUES(13,1777690800,'engine','model.stage','model:route:desk@1',X'3b18322f39871e1af75f4589f47947f440811a2eee740f1a2b2a272cbc890d4a',X'2d0684fc8845a98f054f91b95418dd0105a0b818528c7129733827a555ab720d',X'c309b2c6937152b1773a775978288e84de2310026e291b84df4079e3d5d22439');
INSERT INTO audit VALUES(14,1777690800,'engine','validation.write','model:route:desk@1',X'38868635a1aed61deaf52e5e0eea2da9cc053940e7ab060eb779745bc2722203',X'c309b2c6937152b1773a775978288e84de2310026e291b84df4079e3d5d22439',X'4f8964a1602e0162d155c9b6f6eaaec8219c65b5c200ad2b30f0934fda6a5da7');
INSERT INTO audit VALUES(15,1777690800,'engine','model.stage','model:route:desk@1',X'10f812dfb864f57b1f47aaa24ac64d25b5074159d0966a4982086ad0d29af7d1',X'4f8964a1602e0162d155c9b6f6eaaec8219c65b5c200ad2b30f0934fda6a5da7',X'27167154e2ff5aaaa6294383dbccabd9116db370b0afd5677fb79be173c09779');
INSERT INTO audit VALUES(16,1777690800,'engine','model.register','model:change-risk:app@1',X'3993af10370c5d878b2f9638c3cb2e6ba2a6f2c29fac1907cd59ab643526c742',X'27167154e2ff5aaaa6294383dbccabd9116db370b0afd5677fb79be173c09779',X'206c8c096e2b4773f2cf0526bac4b1b3c72aabef4c8ccd4c8d74d3a9b2853c90');
INSERT INTO audit VALUES(17,1777690800,'engine','model.stage','model:change-risk:app@1',X'3b18322f39871e1af75f4589f47947f440811a2eee740f1a2b2a272cbc890d4a',X'206c8c096e2b4773f2cf0526bac4b1b3c72aabef4c8ccd4c8d74d3a9b2853c90',X'71b9c6034367181b9e575871712be3f5ba218d2591c8ec340be938c9cb2e9f35');
INSERT INTO audit VALUES(18,1777690800,'engine','validation.write','model:change-risk:app@1',X'17430f57f85bcb32a1b28fd137a172856bb0eff83c0aaf2e59856f72311ce1b1',X'71b9c6034367181b9e575871712be3f5ba218d2591c8ec340be938c9cb2e9f35',X'913a449f4b362e30da72a8f95049d4010ca0d4bbe10ee2c627ebfa8f5faa93c6');
INSERT INTO audit VALUES(19,1777690800,'engine','model.stage','model:change-risk:app@1',X'10f812dfb864f57b1f47aaa24ac64d25b5074159d0966a4982086ad0d29af7d1',X'913a449f4b362e30da72a8f95049d4010ca0d4bbe10ee2c627ebfa8f5faa93c6',X'6dac3d4cf19759a3783d6a71483d737a5d7375086f82218564c73fb9acb001e8');
INSERT INTO audit VALUES(20,1777690800,'engine','queue.fill','run:1',X'2dbd73363f986e3433d64c632dee430981acfdb7f9ef462a20eb3cabc1bc754b',X'6dac3d4cf19759a3783d6a71483d737a5d7375086f82218564c73fb9acb001e8',X'a4483c3c92ec6cf99fe395044b48f39ae38d25532154b59635c056b560a1048c');
INSERT INTO audit VALUES(21,1777690800,'engine','score.rows','run:1',X'1714b03e39448fb1def85647b67042493216aadf445ede629a2d3d305b34aad2',X'a4483c3c92ec6cf99fe395044b48f39ae38d25532154b59635c056b560a1048c',X'7c0f1ba405fad82b0f49ffe9e239b2cf7573f5d8ab40e6963f4d69d7bc5fcc85');
INSERT INTO audit VALUES(22,1777690800,'engine','queue.rows','run:1',X'e04f9d2fc6fcbbde674c432ae1e1f45871a5af1419a1da8492535021c0f221c1',X'7c0f1ba405fad82b0f49ffe9e239b2cf7573f5d8ab40e6963f4d69d7bc5fcc85',X'b334d474b9a334d0756c1e487260673bee7c55a3ed7c7938ab6eb5838c221bcb');
INSERT INTO audit VALUES(23,1777690800,'engine','nightly.complete','run:1',X'c81a5003ae99574f0778f7c113cfa5a33bb09482c66999849d616982273fe4d6',X'b334d474b9a334d0756c1e487260673bee7c55a3ed7c7938ab6eb5838c221bcb',X'169fea401d24f4b2c4799bca3bf7f1c00771dae96301dab288a2634b3a16784f');
INSERT INTO audit VALUES(24,1777698000,'engine','import.complete','import:6',X'0fcf88c8a683379dc078eb69a3d6010101d96d2b3d2b85a35729cad6cb44db13',X'169fea401d24f4b2c4799bca3bf7f1c00771dae96301dab288a2634b3a16784f',X'0fb4de955414ef83cffa34de864575eeb6365192d0f8c23e47aa4a0a4e73e5b2');
INSERT INTO audit VALUES(25,1777698000,'engine','import.rows','import:6',X'cfe72280741c289c186e05ca74288e04c97db4ae94eabeafe84af8dc18ff0554',X'0fb4de955414ef83cffa34de864575eeb6365192d0f8c23e47aa4a0a4e73e5b2',X'0e5db04aa9a52ce459bf2f82a9a11e17cab5e21fbccabc274e4c28feedee2f33');
INSERT INTO audit VALUES(26,1777698000,'engine','queue.fill','run:2',X'2dbd73363f986e3433d64c632dee430981acfdb7f9ef462a20eb3cabc1bc754b',X'0e5db04aa9a52ce459bf2f82a9a11e17cab5e21fbccabc274e4c28feedee2f33',X'b8d8da5202ce3a5f36c11c0be348ffb7beb0dc74b616cb7ae26bed239128f7c3');
INSERT INTO audit VALUES(27,1777698000,'engine','score.rows','run:2',X'1714b03e39448fb1def85647b67042493216aadf445ede629a2d3d305b34aad2',X'b8d8da5202ce3a5f36c11c0be348ffb7beb0dc74b616cb7ae26bed239128f7c3',X'da20fd6736019d95a69341e8120f93895f75a52814062510174fdcf6c2a17076');
INSERT INTO audit VALUES(28,1777698000,'engine','queue.rows','run:2',X'c58d877f0e23e171b8cbdad2c43bd412f3643e207512d31cd543db48c8174450',X'da20fd6736019d95a69341e8120f93895f75a52814062510174fdcf6c2a17076',X'192de066f190cf8fb8febaea89ea2a766748c7d7af85c5bc4846993942b467f7');
INSERT INTO audit VALUES(29,1777698000,'engine','monitor.run','run:2',X'22b4c01727273f668216b3bebed5e3cfeb6abd4c2bf81ee20449e9b98943f769',X'192de066f190cf8fb8febaea89ea2a766748c7d7af85c5bc4846993942b467f7',X'972e7fd93ea0baf863b2618f1d303eb193fd613c55ace5f12526cfe2d98005b3');
INSERT INTO audit VALUES(30,1777698000,'engine','drift.rows','run:2',X'7307e8d4bf75c7d173ebaeca1a4a97c2788376a2df02b0f18dd0dbcc6aa096d3',X'972e7fd93ea0baf863b2618f1d303eb193fd613c55ace5f12526cfe2d98005b3',X'c75d22730da914cd4c2a93782c6135dd6946b4afbf78b91dd98147ebf016894d');
INSERT INTO audit VALUES(31,1777698000,'engine','queue.rows','run:2',X'c58d877f0e23e171b8cbdad2c43bd412f3643e207512d31cd543db48c8174450',X'c75d22730da914cd4c2a93782c6135dd6946b4afbf78b91dd98147ebf016894d',X'4b4ba6f372ff1e1a901f632bac65b3f23f9a14566d33a5d0797b845277f8e0e1');
INSERT INTO audit VALUES(32,1777698000,'engine','nightly.complete','run:2',X'c81a5003ae99574f0778f7c113cfa5a33bb09482c66999849d616982273fe4d6',X'4b4ba6f372ff1e1a901f632bac65b3f23f9a14566d33a5d0797b845277f8e0e1',X'd98652748d68f8cb895f1bd5ac4f208d2af5666ade98fe6960462b94fd3f2619');
INSERT INTO audit VALUES(33,1777782600,'engine','rules.change','rules:4',X'29266df2ad474dd47495e9e8cba4accbee45df34a30fd941be49e6cecf8c111c',X'd98652748d68f8cb895f1bd5ac4f208d2af5666ade98fe6960462b94fd3f2619',X'f8a4cd031a031159b29ec9bf2860ef43af83c30c21130341747f8c93b37daa51');
INSERT INTO audit VALUES(34,1777782600,'engine','import.complete','import:7',X'f602f2e4dfb7bbe071c3e4134461e36f9452de9f27331fb2bee7ef5e81b69f92',X'f8a4cd031a031159b29ec9bf2860ef43af83c30c21130341747f8c93b37daa51',X'df0edeaa90f2073d8cd4fddbec574f11c28670a8e5b134aa69dd754462d89cb2');
INSERT INTO audit VALUES(35,1777782600,'engine','import.rows','import:7',X'c9c6e687483b24222a092006c7d0cb02adc2ec99320abaf65deca5ee1997dfbd',X'df0edeaa90f2073d8cd4fddbec574f11c28670a8e5b134aa69dd754462d89cb2',X'786270429ef7321ad3c757b7087cfdbe8f9ceee560cad677162adde775475190');
INSERT INTO audit VALUES(36,1777782600,'engine','import.complete','import:8',X'a36bc3b81b4532fef1417ccd59c3e82595a34a5087348461a66f7a27ed7f4149',X'786270429ef7321ad3c757b7087cfdbe8f9ceee560cad677162adde775475190',X'961abcff50af59ba4a8515de3e98c3d70e422ad3e52efbfd17895b1d0f3365c0');
INSERT INTO audit VALUES(37,1777782600,'engine','import.rows','import:8',X'593078baea17b4037091f8c41cc833587a31980c36582a98bf73e820778ab55d',X'961abcff50af59ba4a8515de3e98c3d70e422ad3e52efbfd17895b1d0f3365c0',X'7f9164dce57a714d231ff8f1599f3968bee7d0117c4c789b3666b7d24146653e');
INSERT INTO audit VALUES(38,1777782600,'engine','import.complete','import:9',X'8268e4b687287ae7340cb16df84352875ad7b9c2325b4e5644d3f5f9a4eef9ad',X'7f9164dce57a714d231ff8f1599f3968bee7d0117c4c789b3666b7d24146653e',X'c6f05d5cb8e31cba7805398286afafaf178da987b7cdaa298feb9baae52bbd05');
INSERT INTO audit VALUES(39,1777782600,'engine','import.rows','import:9',X'7cd6f39b69eb95adb288f5f586ad616c44889637ca3ffd6a25c9d01a6041de7a',X'c6f05d5cb8e31cba7805398286afafaf178da987b7cdaa298feb9baae52bbd05',X'701e011307e2236bc8fac0a439d79fd14a3b2026658fe4d4748763a9edc76695');
INSERT INTO audit VALUES(40,1777782600,'engine','model.register','model:component:desk@1',X'd40db0297a10e0be261054bcb0ffcf7669245222d8beb86470472ab1fc67f6da',X'701e011307e2236bc8fac0a439d79fd14a3b2026658fe4d4748763a9edc76695',X'477418f0b38c39ff1fc93ff5355be804e79f946c49cdecf9812855fc37cf8cb1');
INSERT INTO audit VALUES(41,1777782600,'engine','model.stage','model:component:desk@1',X'3b18322f39871e1af75f4589f47947f440811a2eee740f1a2b2a272cbc890d4a',X'477418f0b38c39ff1fc93ff5355be804e79f946c49cdecf9812855fc37cf8cb1',X'782ea123735ba8db56f1597b8d9376c4f84035f51627c3f59ea719e0e9667632');
INSERT INTO audit VALUES(42,1777782600,'engine','validation.write','model:component:desk@1',X'e9da52c5e0dae2b212298a013369d7b2e59edb13f066087bd1b6c2a33af1857c',X'782ea123735ba8db56f1597b8d9376c4f84035f51627c3f59ea719e0e9667632',X'281607a035edc561ea95b0c45bcdcd45d7da6a8cff9b8aa9ed02baf6869ff419');
INSERT INTO audit VALUES(43,1777782600,'engine','model.stage','model:component:desk@1',X'10f812dfb864f57b1f47aaa24ac64d25b5074159d0966a4982086ad0d29af7d1',X'281607a035edc561ea95b0c45bcdcd45d7da6a8cff9b8aa9ed02baf6869ff419',X'61e96b99f056b66de7b3245a859e81d17e842c3b730dff987247b2adf95595f1');
INSERT INTO audit VALUES(44,1777782600,'engine','queue.fill','run:3',X'2dbd73363f986e3433d64c632dee430981acfdb7f9ef462a20eb3cabc1bc754b',X'61e96b99f056b66de7b3245a859e81d17e842c3b730dff987247b2adf95595f1',X'0dcca04e162418d69e6f238ded5efdd6717ad0eec942c44a3a09d78a79d1c5f8');
INSERT INTO audit VALUES(45,1777782600,'engine','score.rows','run:3',X'b744e523eb0e83cd0bc5864204855deca3a5c99e9398b62bca310ef75434cedc',X'0dcca04e162418d69e6f238ded5efdd6717ad0eec942c44a3a09d78a79d1c5f8',X'b9f4a690d74bdc6f58e6de08f14c26f727453c2265fed3a59746aa586eebcf7c');
INSERT INTO audit VALUES(46,1777782600,'engine','queue.rows','run:3',X'40d4251b2377133c6b904eabc766cc556447d6ce70d91a9dd480c04b81f4f534',X'b9f4a690d74bdc6f58e6de08f14c26f727453c2265fed3a59746aa586eebcf7c',X'f78e04553a60fc52a058af942538e57e96ffb178ff4100a20ebdeeca72227dd4');
INSERT INTO audit VALUES(47,1777782600,'engine','monitor.run','run:3',X'305d2b88106e2fcc798d94bc53b7375653ea8b0d7825b69a1951d564273ff7d2',X'f78e04553a60fc52a058af942538e57e96ffb178ff4100a20ebdeeca72227dd4',X'6dae00c5354d1e580474bd679296437c022d12e050370cdc31b03a7632b08e78');
INSERT INTO audit VALUES(48,1777782600,'engine','drift.rows','run:3',X'4c5faca9a757a72f0e4a2bc811bbebfff0203f65910ca3d43a19377169b0a05f',X'6dae00c5354d1e580474bd679296437c022d12e050370cdc31b03a7632b08e78',X'c8facfa0e8b16d4593bbcced321a72b6f4574b28b7049e1291d1e33284ce7cbe');
INSERT INTO audit VALUES(49,1777782600,'engine','queue.rows','run:3',X'40d4251b2377133c6b904eabc766cc556447d6ce70d91a9dd480c04b81f4f534',X'c8facfa0e8b16d4593bbcced321a72b6f4574b28b7049e1291d1e33284ce7cbe',X'b002c1b9c04d41e437c075e6815ad94c71044c47ef80004cb0fdcdefe7255178');
INSERT INTO audit VALUES(50,1777782600,'engine','nightly.complete','run:3',X'c81a5003ae99574f0778f7c113cfa5a33bb09482c66999849d616982273fe4d6',X'b002c1b9c04d41e437c075e6815ad94c71044c47ef80004cb0fdcdefe7255178',X'ce5e6f15cce77fd385208c3c9845f8e79910cc1ed67cee76469de1efdeabfd36');
INSERT INTO audit VALUES(51,1777782600,'engine','import.complete','import:10',X'e7559b889e52c8b62158a67a73839b874fc735220c1631460e3e331682758df0',X'ce5e6f15cce77fd385208c3c9845f8e79910cc1ed67cee76469de1efdeabfd36',X'ad0e0a74f5530fd4fe6030f3db09ea7e99449d2a2b9b733bbf1c1ca1741fa72c');
INSERT INTO audit VALUES(52,1777782600,'engine','import.rows','import:10',X'6750f85f2ef4771111f0c653d22c4b077654351123f267f467e41a31f13404e4',X'ad0e0a74f5530fd4fe6030f3db09ea7e99449d2a2b9b733bbf1c1ca1741fa72c',X'5fd966f28bc24c3223415797ab5c8e7c5c04ae4c810b9ff05e6186f52186b071');
CREATE TABLE audit_heads (
  -- AUDIT. Hashes signed with the store's key at the end of a job: a rewritten chain does not fit them.
  row_id     INTEGER PRIMARY KEY,       -- of audit, the newest when it was signed
  head       BLOB NOT NULL,             -- its hash
  public_key BLOB NOT NULL,             -- Ed25519, whose
  signature  BLOB NOT NULL,             -- over row_id, head and at (audit.h)
  at         INTEGER NOT NULL           -- time
) STRICT;
INSERT INTO audit_heads VALUES(1,X'2930976fe1389504913e2de8ec9bfc27bca918c10b3020f2b21017d70fcbfad2',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'b857c88e4fe4eb7b009df0e489b8ab3ea01013d836dcad89865f929c2abad7c532285e5de38d0b2e3f36a1008a3386b02e9b582b1e036b7f7ef127d420df2209',1767225600);
INSERT INTO audit_heads VALUES(2,X'd373d3a502120ce01ed2ca2639239fef199c12785fc385761c38f2783babd7c7',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'bcca980a3a6c12318004ce9617ff70dd939e87b560d5a3601cfdb783984acc02c8246fd1fe52cbe37be86a474791cc7144cfe31fb18900bafe5719e6c946ab09',1767312000);
INSERT INTO audit_heads VALUES(3,X'5272ea6a0cde1218e78c6451b7e9733e314b82d8f611ee2d4f8e389d46627576',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'eb601bfeb337a8fe0a2e64609a797d6fd3ac78baf85adaa1eb73f16cada298e8c1d2a033254a1fda82a92757caa4d8fe6c3ef917477f8b754b225d845608ec03',1767312000);
INSERT INTO audit_heads VALUES(4,X'660ca603e008c60c6ae13d82fce9c670df92cd1c51d2190bca86b3b3d4fea062',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'bc642565dbb62d3620ca742cacd2c0b3544b475a37646cff44bd781738f464497d8497c448c345b07a4e08ded07981131508dd272c6d471f7813d91575d9fa07',1767312000);
INSERT INTO audit_heads VALUES(5,X'7ccf381317d5c14b324b5f2f38cb9db979a1376266ecb5ad0dbcb16dfbc854e5',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'6c3a74d432667b753753d18fb7ab470ec1e7d769cf095b6a1960b6c86fd14b6b52d435c14905f7e0370e05b5162d5c2c80824b3b2ec9f2738f93745e3a4f7006',1767312000);
INSERT INTO audit_heads VALUES(6,X'641ffc211e63adb99b64efa471fa5f9dfa9ebad897d60bbb40c89e911c7f07ef',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'8ec61ff358ff9effd7b095757957ca2cd369e743827c2dc5050cae72fd8b56238f481cbc97ed649ae62f6b735b1ba6f5fa9298ee4f0d64c15d6def8bc3422f0f',1767312000);
INSERT INTO audit_heads VALUES(7,X'959ffee5c4fc184948e5f1798a01673d8538cb579460e6e2b14d0a3c07a84d05',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7dea2b4cd577f2c5c34bb8b67f71fcb8b3fff38a750cb44b4ab9148fc5030ed7892f855c75736e4af502957958583887c753de504bbf5ebe2effc5596867bf09',1767312000);
INSERT INTO audit_heads VALUES(8,X'e42e06c8f38d5aa91abfda9d9a775bb1547d8a2027677effc0afa602977676d8',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7bd8f18981e4093d4a0311ffae2d4bac12e0501721fcb70aa17c431566daaeb3fcbd6903fe662a4e27db030a8ea91bb3cb2945ba8d1fc2210c2051cc98173409',1767312000);
INSERT INTO audit_heads VALUES(9,X'2f266c82f76ec250431d412caa523804e6a8d66949634f9b19e733635875d462',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'82727c9cc142a4792c6df26b0cfbdda05453ffafc3df2ecbd6c75944361992e24e84b8f4a5ffdb39232a92833ad13fcfa5060eb427c35b14d3443910dee6a606',1767312000);
INSERT INTO audit_heads VALUES(10,X'cc82563a5b4dee598da43f6e04268e533aac3229b4f8277a008b2d2fef45abfe',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'a78e767b9971b8569f99543d64f5aa7d2d67823b94184d0aff07b4dc65b8dabb49f3c7b4a3237be6a04f1cadae009448ab7186e252594ba3593d6e21f6ed1001',1767312000);
INSERT INTO audit_heads VALUES(11,X'6a04bb98a95a45e52df77782e9ee4b91cbf84256423977fbe39d69c8c2973355',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'a84a5881386ebec542dd12d274588252b5c6fed118eab97fe09e63a55cbc2a547633cbb63761d13c5e48c50ae2e5edd3b78796c2ec8718c73b18243e62b41804',1767312000);
INSERT INTO audit_heads VALUES(12,X'2d0684fc8845a98f054f91b95418dd0105a0b818528c7129733827a555ab720d',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'b8b587203ad98f16449110f0abf09cfa86bab57842e257aa112fa24ffbb74530fc50d1fefb34c42f4f0cf6cd7da1a8b7c2589a2d173001c0e00c27b87df8fc06',1777690800);
INSERT INTO audit_heads VALUES(13,X'c309b2c6937152b1773a775978288e84de2310026e291b84df4079e3d5d22439',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'e03768c9c14b7ce22bfdfb155f349fe629ff373da6a6dc274b0b96ad71b5d7bb252462ec171ec9462edd8dd046f87c74093750822c3185843a269562864d360b',1777690800);
INSERT INTO audit_heads VALUES(14,X'4f8964a1602e0162d155c9b6f6eaaec8219c65b5c200ad2b30f0934fda6a5da7',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7cf304394ea6287ea226743cfdf27370588ef995eaae526ac402d139b2fbc71143a17bd568e8f78bbbb96092203111a6fb0397ea06eca7665b2966dc1b65160d',1777690800);
INSERT INTO audit_heads VALUES(15,X'27167154e2ff5aaaa6294383dbccabd9116db370b0afd5677fb79be173c09779',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'efe62f040ca7da147d64fe6bad1139658ad6557cc1b629351dba5e6d788036a681466102e2c9ad5a1a0378b91ada4451ead54fbee2de2c4ebd05e6b097c81408',1777690800);
INSERT INTO audit_heads VALUES(16,X'206c8c096e2b4773f2cf0526bac4b1b3c72aabef4c8ccd4c8d74d3a9b2853c90',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'930ee0a1a1b1c061ce2d710243ce30f605344d44f065ecebc8d5eb7b71b7f8ee72144698a75c774a104b828b5036f7844a82f74a1ea586b9905a6617b6801b0e',1777690800);
INSERT INTO audit_heads VALUES(17,X'71b9c6034367181b9e575871712be3f5ba218d2591c8ec340be938c9cb2e9f35',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'0865345ae93fbc49a488675f90eb15a710c6c85b4a5d8fa5e3f179266cd4d6328aa65817972a3763205f7355859aca1233f6d7040bc307ee9d5b460224a70300',1777690800);
INSERT INTO audit_heads VALUES(18,X'913a449f4b362e30da72a8f95049d4010ca0d4bbe10ee2c627ebfa8f5faa93c6',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'8afa3e4c8a4a7dddbecc57d3e8010277ca56a0654ca1c9512ad9189e8c1ded928fc4d9b1970a18f89f8293e3213a5c32bad1f9b50958e6330c302fe34ad32903',1777690800);
INSERT INTO audit_heads VALUES(19,X'6dac3d4cf19759a3783d6a71483d737a5d7375086f82218564c73fb9acb001e8',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'91119d36161ecb88c804d08a0f4e6541db9e1c10b609333768a71ad127e03bc0e9b0e37a0081e3e7f6882c4fbea326c300660417cf7a1bad17e02f07377aa006',1777690800);
INSERT INTO audit_heads VALUES(20,X'a4483c3c92ec6cf99fe395044b48f39ae38d25532154b59635c056b560a1048c',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'96ad64decf67e7ac05e6ee814901d31c3bae1fdf2a6819d078037c9c5c68d626441db1d61407de8e86c046417b20e2e5103c6ba08852a35b32d1da78c4ae900e',1777690800);
INSERT INTO audit_heads VALUES(21,X'7c0f1ba405fad82b0f49ffe9e239b2cf7573f5d8ab40e6963f4d69d7bc5fcc85',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'1fc3c79ded25684b53a38ec9b090b3944f9fccf3a3a4dabf996ecd4bc8e9dc47936857e53014b7827c10598295d62034d41837ebe1eb14f52eb0eaa44080460d',1777690800);
INSERT INTO audit_heads VALUES(22,X'b334d474b9a334d0756c1e487260673bee7c55a3ed7c7938ab6eb5838c221bcb',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'a658c6709384e9dd8e6d8e5d43528a1c12a5555ed705765a80a9181486d9d1d3348558de43ee621949d778d6f0ea9ede18bb859399cc7629397c337107e3fa0e',1777690800);
INSERT INTO audit_heads VALUES(23,X'169fea401d24f4b2c4799bca3bf7f1c00771dae96301dab288a2634b3a16784f',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'39d63a1fca28ad3f56b88dd7ea018d228b1ee38080abd467cdbdc2aa08730ec5956462d073192b5d66cb9e80e1c752617146fd0a840c037a8bef058723042806',1777690800);
INSERT INTO audit_heads VALUES(24,X'0fb4de955414ef83cffa34de864575eeb6365192d0f8c23e47aa4a0a4e73e5b2',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'4e58578be17dec1b5e92eafb8fb6d43b848eeef86990ee3e21394ea443c6f9895e318613c8736f05066f8d399f80b90bb04984f60eeb7ef89845d090019b9907',1777698000);
INSERT INTO audit_heads VALUES(25,X'0e5db04aa9a52ce459bf2f82a9a11e17cab5e21fbccabc274e4c28feedee2f33',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'6593b7564d251c9579857a368c50a1bec54bc258f016f6937c1d0997e7ac89842e3ebfd5f7900ad0404bf31362b5a06482f7e7c16b4db6e8a58353db1589bc07',1777698000);
INSERT INTO audit_heads VALUES(26,X'b8d8da5202ce3a5f36c11c0be348ffb7beb0dc74b616cb7ae26bed239128f7c3',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'1eadb56612dc64b804ad76c4befc2db402ca88f1b517fe187c125755384443068926cae41c14c992592ce2fd06164c4f654195f91486025bb60d977d5e494b05',1777698000);
INSERT INTO audit_heads VALUES(27,X'da20fd6736019d95a69341e8120f93895f75a52814062510174fdcf6c2a17076',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7ffa0652925baeb075153e31f0c932ffb9abfe5606d0188995ac5a68964dec8efc3b149b6bfff0444af962d53548b0ff61f8ced8a776a2c9d69e2cdfded81c09',1777698000);
INSERT INTO audit_heads VALUES(28,X'192de066f190cf8fb8febaea89ea2a766748c7d7af85c5bc4846993942b467f7',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'72be28dfec30aa3144f3d828387ceaf29c7d37b7865411ed92fa4faf8024cc138c248a28e81fbc1f696bcb9e135779412823a78cf459327615a191e88f3c3e0e',1777698000);
INSERT INTO audit_heads VALUES(29,X'972e7fd93ea0baf863b2618f1d303eb193fd613c55ace5f12526cfe2d98005b3',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7af526e51a75ebcb3fab429f139795ffec9c0f0b8c9338b638370aa4b7ceddd929c7269ca140caacaea96bfaaf8cd8fb830603e1905c69b4d3783eafde1d0806',1777698000);
INSERT INTO audit_heads VALUES(30,X'c75d22730da914cd4c2a93782c6135dd6946b4afbf78b91dd98147ebf016894d',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'76ef7f4f5c1e584271937ade527fda8c1cf6cda2897d276045bf8994e38c8ce05bf10ba9460398adea2c147948a179f1a712b17f875095618b93c9c52d12d901',1777698000);
INSERT INTO audit_heads VALUES(31,X'4b4ba6f372ff1e1a901f632bac65b3f23f9a14566d33a5d0797b845277f8e0e1',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'f8a437de3f07fa51847d95feb703272c3eeafe03918407e3eb09b6a24ac1e06f1e0287fe2e543d786506bc058085c75ceb90ed1981d2bb503adce81ce686a907',1777698000);
INSERT INTO audit_heads VALUES(32,X'd98652748d68f8cb895f1bd5ac4f208d2af5666ade98fe6960462b94fd3f2619',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'26a67249fe8b7b05535de7aff24548f1258d4faef380e748c2efca98c018cab32e922e614f7489251c6c3ddfead6989260a100218d67618be0462546a6177604',1777698000);
INSERT INTO audit_heads VALUES(33,X'f8a4cd031a031159b29ec9bf2860ef43af83c30c21130341747f8c93b37daa51',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'15e3023921690772ee56a5f9ec6af4b3b071b2e8e2738fea8e87a483c9a81c6e4ac848f07c9096cd4c13145b768e4250df682b08d9852725062b117b88f15c07',1777782600);
INSERT INTO audit_heads VALUES(34,X'df0edeaa90f2073d8cd4fddbec574f11c28670a8e5b134aa69dd754462d89cb2',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'0afb426bad14c0f34112a20082d6e1953e53ec0a65588958b8f24a39d75b024c6d09c8a3bc54caf9317ded23bb22cea703d34043c4d548e6808d7351b8e8440b',1777782600);
INSERT INTO audit_heads VALUES(35,X'786270429ef7321ad3c757b7087cfdbe8f9ceee560cad677162adde775475190',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'1342b798965a582f4b33b978cf47b33e12bd073052b96341bef65bff1e816d5d61a3fc42ff28ddb38c5b99bd76209b6d221e2c8b9263e877d6b57f8423ce3f0e',1777782600);
INSERT INTO audit_heads VALUES(36,X'961abcff50af59ba4a8515de3e98c3d70e422ad3e52efbfd17895b1d0f3365c0',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'1d932569ff5b1492750fa18cd6d2951d1d26407961b2fa338394cdc8ce7ce66ce1a556a7a6fbdfd9b711efcec2ec10253b48434cdae7efb5e765cf792f907304',1777782600);
INSERT INTO audit_heads VALUES(37,X'7f9164dce57a714d231ff8f1599f3968bee7d0117c4c789b3666b7d24146653e',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'f088f39fc8cb56bf4e576ba883fcdd1cfd06a6d0992326bf783552bdf76bc8efa6fd41b70f59a3c61a4fd54653f146a89414b782642130eff796e3b610facf0a',1777782600);
INSERT INTO audit_heads VALUES(38,X'c6f05d5cb8e31cba7805398286afafaf178da987b7cdaa298feb9baae52bbd05',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'ab1749cd3ce65c9e585a0eba0300ef2c75c0675ef08f389a44400ebd862db21d753a102a230475cc108a64605510588471fb35951af686051510779b1019e00f',1777782600);
INSERT INTO audit_heads VALUES(39,X'701e011307e2236bc8fac0a439d79fd14a3b2026658fe4d4748763a9edc76695',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'e4171029d2fe78e9deda8762b35a65e8e9441b2cf9f1559847d736b2149d112a4a499ff0ce5122cd9bb171d268e72e4030bdc932cdfd2c3040efcf73a1313908',1777782600);
INSERT INTO audit_heads VALUES(40,X'477418f0b38c39ff1fc93ff5355be804e79f946c49cdecf9812855fc37cf8cb1',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'b617a728aa421e010c4bbd95a4eade1c3d8694e4a14c77403c42f4893ede22070c6dbf4dcfa8bdc47749c65670ce16f085f4f8c958e226f7e0ea1bb33c3e9907',1777782600);
INSERT INTO audit_heads VALUES(41,X'782ea123735ba8db56f1597b8d9376c4f84035f51627c3f59ea719e0e9667632',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'64b2f931be20c8997de3bcc6a3cacf2c340c1c6ae63f6bd1d758a2cd95d0f133c100e86b8265f8762d681c212502e394391470c0406a1ded02b3bfbe6bd83d0b',1777782600);
INSERT INTO audit_heads VALUES(42,X'281607a035edc561ea95b0c45bcdcd45d7da6a8cff9b8aa9ed02baf6869ff419',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'df0b2e58809bd6df96454d72929164bafe66c76249f168e5eadd1136a1dbcb83192d82e511ebb7a1cfc817c99037c8a1da16958a2d512c3f7e153c3c2c935c0d',1777782600);
INSERT INTO audit_heads VALUES(43,X'61e96b99f056b66de7b3245a859e81d17e842c3b730dff987247b2adf95595f1',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'8f366d79f5d48823259825566f80ddd12f476022729860625426599b8a935edb52a59cd0b8275d89a274aff08e4b0705f079e195fc5ee9b4065c166720cd1204',1777782600);
INSERT INTO audit_heads VALUES(44,X'0dcca04e162418d69e6f238ded5efdd6717ad0eec942c44a3a09d78a79d1c5f8',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'042db8c1ec08cba1bd6f2813867fbe930a5538b2684fbe14e45afa535bc4351601721a4d3faadf7fd687cd09abdf9fac8f514f30b1b049e2ee260fc2d1c6dc06',1777782600);
INSERT INTO audit_heads VALUES(45,X'b9f4a690d74bdc6f58e6de08f14c26f727453c2265fed3a59746aa586eebcf7c',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'4341a1fd276c5c2fbe91c542f852a9602754bef7a1b2ad99155291b8509fe3f82c17f46e9b346acff3c9dd80e8cd6162196a22ad6205db0956daa9307d48c301',1777782600);
INSERT INTO audit_heads VALUES(46,X'f78e04553a60fc52a058af942538e57e96ffb178ff4100a20ebdeeca72227dd4',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'5c4b58509da3b8a6a89146fa5c5a42b8557ca58b6bf5aed795e1af3f9e5cf417a4dfe2fc94d9368d722f4d536aec0f6a040ad89732e1542ac3ee7f31dfa10f0c',1777782600);
INSERT INTO audit_heads VALUES(47,X'6dae00c5354d1e580474bd679296437c022d12e050370cdc31b03a7632b08e78',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'a51b879ea9cfab0fd3c66d7c5097c8bb3cba4434016d329b83aaad717591007ee9185d0a22afab2f4fd9e2100f68b9130189ed7c64c8ad96e6fc281b1a2de407',1777782600);
INSERT INTO audit_heads VALUES(48,X'c8facfa0e8b16d4593bbcced321a72b6f4574b28b7049e1291d1e33284ce7cbe',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'ae79bce441bc495c33d08487fb6256de2729830aad627eeb2845f950b98209b1e2ac8b612f42df1aae22a35f3628c3dc72b21f24b61617f69afeaca7d52bc304',1777782600);
INSERT INTO audit_heads VALUES(49,X'b002c1b9c04d41e437c075e6815ad94c71044c47ef80004cb0fdcdefe7255178',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'd03cf6a3bb5706299407a96eb38d75e7641bf344f5a5cb77a4288e939ee3109a381b436934fd9926cc1f10b8b7822053f6252ba9b475da90eabf77e8d2de0d0f',1777782600);
INSERT INTO audit_heads VALUES(50,X'ce5e6f15cce77fd385208c3c9845f8e79910cc1ed67cee76469de1efdeabfd36',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'a65f6d3cca9512e38b5817b101639a25416c73d3d41e97233a78fdb8b27a5c63916d051c8269c71b1eaa59ff61624a162cd2af2883460180bfabda6b7870ad0c',1777782600);
INSERT INTO audit_heads VALUES(51,X'ad0e0a74f5530fd4fe6030f3db09ea7e99449d2a2b9b733bbf1c1ca1741fa72c',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'7e7cfd023bbcb349a8e9aa3986605a0828b8682b53fcf12bdc8d3af0d8912cd9941128bc0d73541bce226dd251deb09e75cec3c784cf730bd30922464f3a170f',1777782600);
INSERT INTO audit_heads VALUES(52,X'5fd966f28bc24c3223415797ab5c8e7c5c04ae4c810b9ff05e6186f52186b071',X'ca72bf07050bdbee5b638e512d59c627b5d606c5bf2439734ffb9520d3e1ad6f',X'acee0209652b144dd09a42c2232f54358443f5674a7f43bd3bc4b78e9889bf8c415b98f14900f473a13b78a9ec20e7bf9746f2e625af26755f93173321cc0805',1777782600);
CREATE TABLE cluster_members (
  -- WORK. Who went into which cluster, written when a grouping put a ticket elsewhere than the one before: where it was at a
  -- run is told by its newest row up to that run, of groupings that are complete (cluster_runs).
  run_id     INTEGER NOT NULL REFERENCES runs, -- when
  record_id  INTEGER NOT NULL REFERENCES records, -- who
  cluster_id INTEGER REFERENCES clusters, -- where; NULL: in none any more
  similarity REAL,                      -- to the cluster's centre at that time, 0 to 1
  PRIMARY KEY (run_id, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO cluster_members VALUES(2,1,7,0.68998849391937255859);
INSERT INTO cluster_members VALUES(2,2,4,0.5710302591323852539);
INSERT INTO cluster_members VALUES(2,3,3,0.69687145948410034179);
INSERT INTO cluster_members VALUES(2,4,6,0.63061058521270751953);
INSERT INTO cluster_members VALUES(2,5,4,0.8960564732551574707);
INSERT INTO cluster_members VALUES(2,6,1,0.4248338937759399414);
INSERT INTO cluster_members VALUES(2,7,1,0.57060319185256958007);
INSERT INTO cluster_members VALUES(2,8,6,0.80918723344802856445);
INSERT INTO cluster_members VALUES(2,9,2,0.55247646570205688476);
INSERT INTO cluster_members VALUES(2,10,4,0.84972780942916870117);
INSERT INTO cluster_members VALUES(2,11,7,0.46264350414276123046);
INSERT INTO cluster_members VALUES(2,12,3,0.91689789295196533203);
INSERT INTO cluster_members VALUES(2,13,5,0.50548708438873291015);
INSERT INTO cluster_members VALUES(2,14,3,0.68706530332565307617);
INSERT INTO cluster_members VALUES(2,15,6,0.59836912155151367187);
INSERT INTO cluster_members VALUES(2,16,4,0.59639972448348999023);
INSERT INTO cluster_members VALUES(2,17,5,0.54785382747650146484);
INSERT INTO cluster_members VALUES(2,18,2,0.45577973127365112304);
INSERT INTO cluster_members VALUES(2,19,5,0.3851330578327178955);
INSERT INTO cluster_members VALUES(2,20,6,0.37786626815795898437);
INSERT INTO cluster_members VALUES(2,21,4,0.91448724269866943359);
INSERT INTO cluster_members VALUES(2,22,3,0.65702986717224121093);
INSERT INTO cluster_members VALUES(2,23,6,0.55046176910400390625);
INSERT INTO cluster_members VALUES(2,24,1,0.73839199542999267578);
INSERT INTO cluster_members VALUES(2,25,6,0.86294317245483398437);
INSERT INTO cluster_members VALUES(2,26,1,0.81944370269775390625);
INSERT INTO cluster_members VALUES(2,27,1,0.8119429945945739746);
INSERT INTO cluster_members VALUES(2,28,1,0.67464107275009155273);
INSERT INTO cluster_members VALUES(2,29,1,0.63228428363800048828);
INSERT INTO cluster_members VALUES(2,30,1,0.91427761316299438476);
INSERT INTO cluster_members VALUES(2,31,7,0.7791124582290649414);
INSERT INTO cluster_members VALUES(2,32,5,0.37305533885955810546);
INSERT INTO cluster_members VALUES(2,33,6,0.64129793643951416015);
INSERT INTO cluster_members VALUES(2,34,5,0.72350960969924926757);
INSERT INTO cluster_members VALUES(2,35,6,0.58587080240249633789);
INSERT INTO cluster_members VALUES(2,36,6,0.82199907302856445312);
INSERT INTO cluster_members VALUES(2,37,6,0.86991554498672485351);
INSERT INTO cluster_members VALUES(2,38,3,0.70416897535324096679);
INSERT INTO cluster_members VALUES(2,39,5,0.64082860946655273437);
INSERT INTO cluster_members VALUES(2,40,2,0.84282642602920532226);
INSERT INTO cluster_members VALUES(2,41,1,0.43813171982765197753);
INSERT INTO cluster_members VALUES(2,42,2,0.71256512403488159179);
INSERT INTO cluster_members VALUES(2,43,4,0.60511672496795654296);
INSERT INTO cluster_members VALUES(2,44,2,0.8156108260154724121);
INSERT INTO cluster_members VALUES(2,45,7,0.60688871145248413085);
INSERT INTO cluster_members VALUES(2,46,4,0.81548678874969482421);
INSERT INTO cluster_members VALUES(2,47,2,0.88176983594894409179);
INSERT INTO cluster_members VALUES(2,48,7,0.42221295833587646484);
INSERT INTO cluster_members VALUES(2,49,6,0.50229525566101074218);
INSERT INTO cluster_members VALUES(2,50,1,0.48935678601264953613);
INSERT INTO cluster_members VALUES(2,51,1,0.29343923926353454589);
INSERT INTO cluster_members VALUES(2,52,1,0.4328708350658416748);
INSERT INTO cluster_members VALUES(2,53,4,0.81652486324310302734);
INSERT INTO cluster_members VALUES(2,54,7,0.69729280471801757812);
INSERT INTO cluster_members VALUES(2,55,6,0.6243273019790649414);
INSERT INTO cluster_members VALUES(2,56,4,0.90407919883728027343);
INSERT INTO cluster_members VALUES(2,57,3,0.68360996246337890625);
INSERT INTO cluster_members VALUES(2,58,2,0.88113838434219360351);
INSERT INTO cluster_members VALUES(2,59,6,0.74804276227951049804);
INSERT INTO cluster_members VALUES(2,60,2,0.61669826507568359375);
INSERT INTO cluster_members VALUES(2,61,6,0.37061476707458496093);
INSERT INTO cluster_members VALUES(2,62,2,0.56897819042205810546);
INSERT INTO cluster_members VALUES(2,63,1,0.91427761316299438476);
INSERT INTO cluster_members VALUES(2,64,4,0.85844665765762329101);
INSERT INTO cluster_members VALUES(2,65,6,0.78792941570281982421);
INSERT INTO cluster_members VALUES(2,67,4,0.7083262801170349121);
INSERT INTO cluster_members VALUES(2,68,1,0.83730590343475341796);
INSERT INTO cluster_members VALUES(2,69,7,0.7017542123794555664);
INSERT INTO cluster_members VALUES(2,70,4,0.59088653326034545898);
INSERT INTO cluster_members VALUES(2,71,2,0.5478165745735168457);
INSERT INTO cluster_members VALUES(2,72,4,0.82580906152725219726);
INSERT INTO cluster_members VALUES(2,73,3,0.76963049173355102539);
INSERT INTO cluster_members VALUES(2,74,2,0.78842419385910034179);
INSERT INTO cluster_members VALUES(2,75,2,0.49998354911804199218);
INSERT INTO cluster_members VALUES(2,76,1,0.78927898406982421875);
INSERT INTO cluster_members VALUES(2,77,2,0.56567370891571044921);
INSERT INTO cluster_members VALUES(2,78,4,0.66031348705291748046);
INSERT INTO cluster_members VALUES(2,79,3,0.33993777632713317871);
INSERT INTO cluster_members VALUES(2,80,3,0.68408811092376708984);
INSERT INTO cluster_members VALUES(2,81,6,0.41353428363800048828);
INSERT INTO cluster_members VALUES(2,82,3,0.29226511716842651367);
INSERT INTO cluster_members VALUES(2,83,1,0.82419097423553466796);
INSERT INTO cluster_members VALUES(2,84,5,0.24970269203186035156);
INSERT INTO cluster_members VALUES(2,85,3,0.8605638742446899414);
INSERT INTO cluster_members VALUES(2,86,2,0.64256036281585693359);
INSERT INTO cluster_members VALUES(2,87,3,0.50119930505752563476);
INSERT INTO cluster_members VALUES(2,88,5,0.65894365310668945312);
INSERT INTO cluster_members VALUES(2,89,6,0.50216710567474365234);
INSERT INTO cluster_members VALUES(2,90,1,0.82833623886108398437);
INSERT INTO cluster_members VALUES(2,91,7,0.71710461378097534179);
INSERT INTO cluster_members VALUES(2,92,2,0.49643495678901672363);
INSERT INTO cluster_members VALUES(2,93,5,0.75475549697875976562);
INSERT INTO cluster_members VALUES(2,94,6,0.68553698062896728515);
INSERT INTO cluster_members VALUES(2,95,2,0.60160881280899047851);
INSERT INTO cluster_members VALUES(2,96,3,0.76125687360763549804);
INSERT INTO cluster_members VALUES(2,97,5,0.60530841350555419921);
INSERT INTO cluster_members VALUES(2,98,1,0.67223858833312988281);
INSERT INTO cluster_members VALUES(2,99,2,0.80049729347229003906);
INSERT INTO cluster_members VALUES(2,100,4,0.86630761623382568359);
INSERT INTO cluster_members VALUES(2,101,6,0.62288439273834228515);
INSERT INTO cluster_members VALUES(2,102,5,0.59701210260391235351);
INSERT INTO cluster_members VALUES(2,103,1,0.91427761316299438476);
INSERT INTO cluster_members VALUES(2,104,2,0.59957391023635864257);
INSERT INTO cluster_members VALUES(2,105,3,0.42165201902389526367);
INSERT INTO cluster_members VALUES(2,106,1,0.73379039764404296875);
INSERT INTO cluster_members VALUES(2,107,2,0.38420376181602478027);
INSERT INTO cluster_members VALUES(2,108,3,0.73578035831451416015);
INSERT INTO cluster_members VALUES(2,109,2,0.60219180583953857421);
INSERT INTO cluster_members VALUES(2,110,3,0.48298919200897216796);
CREATE TABLE cluster_runs (
  -- WORK. A grouping of a project's tickets. Written last: one without this row was never finished, and is dropped by the next.
  run_id     INTEGER NOT NULL REFERENCES runs, -- when
  project    TEXT NOT NULL,             -- whose
  digest     BLOB NOT NULL,             -- of the version_ids, the seed and the edits: the same are not grouped again
  n_tickets  INTEGER NOT NULL,          -- that there were
  n_clusters INTEGER NOT NULL,          -- that live
  reason     TEXT NOT NULL,             -- why there are none; else ''
  PRIMARY KEY (run_id, project)
) STRICT, WITHOUT ROWID;
INSERT INTO cluster_runs VALUES(2,'desk',X'80b9c424b2e7c4ccca8068e0b9121990800e7aa42432f0b3d5aad9b56ae04efa',110,7,'');
CREATE TABLE cluster_states (
  -- WORK. What a living cluster was in a run that grouped anew.
  run_id     INTEGER NOT NULL REFERENCES runs, -- when
  cluster_id INTEGER NOT NULL REFERENCES clusters, -- which
  size       INTEGER NOT NULL,          -- members
  terms      TEXT NOT NULL,             -- JSON: [[term, weight]] that its members have and others have not, strongest first
  typical    TEXT NOT NULL,             -- JSON: [item] nearest to its centre, nearest first
  PRIMARY KEY (run_id, cluster_id)
) STRICT, WITHOUT ROWID;
INSERT INTO cluster_states VALUES(2,1,20,'[["cable",2.3136349291806306],["wireless",0.1345888946484852]]','["ticket:desk/T103","ticket:desk/T63","ticket:desk/T30","ticket:desk/T68","ticket:desk/T90"]');
INSERT INTO cluster_states VALUES(2,2,20,'[["interaction",1.6078019192889248],["infusion",1.3872081868899035],["dose",0.58932749817082308],["medication",0.55235032222998515],["dispensing",0.18362982348541818],["formulary",0.078709279340247268]]','["ticket:desk/T47","ticket:desk/T58","ticket:desk/T40","ticket:desk/T44","ticket:desk/T99"]');
INSERT INTO cluster_states VALUES(2,3,16,'[["formulary",1.6234716238251714],["dispensing",0.8136226784160332],["dose",0.042962564231664807]]','["ticket:desk/T12","ticket:desk/T85","ticket:desk/T73","ticket:desk/T96","ticket:desk/T108"]');
INSERT INTO cluster_states VALUES(2,4,15,'[["merge",3.1780538303479458],["allergy",0.29127201090073046],["document",0.20502529746581263],["patient",0.040413306167253568]]','["ticket:desk/T21","ticket:desk/T56","ticket:desk/T5","ticket:desk/T100","ticket:desk/T64"]');
INSERT INTO cluster_states VALUES(2,5,11,'[["wireless",1.3067524633853134],["wi",0.90160560050668093],["firewall",0.64762144765556284],["fir",0.52734947159084844]]','["ticket:desk/T93","ticket:desk/T34","ticket:desk/T88","ticket:desk/T39","ticket:desk/T97"]');
INSERT INTO cluster_states VALUES(2,6,19,'[["patient",1.9803553788549546],["allergy",0.56708624044193545],["document",0.25779734814274219],["disc",0.23899966088868896],["wireless",0.16787141117513843],["pa",0.16603679977711575]]','["ticket:desk/T37","ticket:desk/T25","ticket:desk/T36","ticket:desk/T8","ticket:desk/T65"]');
INSERT INTO cluster_states VALUES(2,7,8,'[["firewall",1.5436865348713198],["fi",1.3702124007067162],["document",0.36135299140074489],["formulary",0.0073897005603861072]]','["ticket:desk/T31","ticket:desk/T91","ticket:desk/T69","ticket:desk/T54","ticket:desk/T1"]');
CREATE TABLE neighbours (
  -- WORK. The past records most similar to one that a run looked at.
  run_id          INTEGER NOT NULL REFERENCES runs, -- when
  record_id       INTEGER NOT NULL REFERENCES records, -- of which
  rank            INTEGER NOT NULL,     -- from 1, the most similar
  other_record_id INTEGER NOT NULL REFERENCES records, -- the similar one, filed earlier
  similarity      REAL NOT NULL,        -- 0 to 1
  terms           TEXT NOT NULL,        -- JSON: [[term, share]] what they have in common, largest share first
  suspected       INTEGER NOT NULL CHECK (suspected IN (0, 1)), -- 1: past pairs this similar were mostly duplicates
  PRIMARY KEY (run_id, record_id, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO neighbours VALUES(2,108,1,66,0.78973978757858276367,'[["router",0.405747],["vpn",0.37105],["switch",0.223202]]',0);
INSERT INTO neighbours VALUES(2,108,2,38,0.75505702197551727294,'[["formulari",0.46597],["vpn",0.322133],["switch",0.211897]]',0);
INSERT INTO neighbours VALUES(2,108,3,1,0.7063548937439918518,'[["router",0.678348],["vpn",0.194024],["switch",0.127628]]',0);
INSERT INTO neighbours VALUES(2,108,4,14,0.64102831482887268066,'[["formulari",0.771543],["router",0.228457]]',0);
INSERT INTO neighbours VALUES(2,108,5,22,0.61689259111881256103,'[["formulari",0.701732],["switch",0.298268]]',0);
INSERT INTO neighbours VALUES(2,109,1,42,0.74310591816902160644,'[["infus",0.536184],["formulari",0.463816]]',0);
INSERT INTO neighbours VALUES(2,109,2,95,0.7173938751220703125,'[["infus",0.76712],["medic",0.170453],["vpn",0.0624276]]',0);
INSERT INTO neighbours VALUES(2,109,3,22,0.64886353909969329833,'[["formulari",0.707171],["infus",0.292829]]',0);
INSERT INTO neighbours VALUES(2,109,4,58,0.54995760321617126464,'[["infus",0.733945],["formulari",0.266055]]',0);
INSERT INTO neighbours VALUES(2,109,5,40,0.5482730865478515625,'[["infus",0.733945],["formulari",0.266055]]',0);
INSERT INTO neighbours VALUES(2,110,1,57,0.5550241321325302124,'[["dispens",0.741513],["medic",0.258487]]',0);
INSERT INTO neighbours VALUES(2,110,2,107,0.52678740769624710083,'[["dispens",0.634085],["medic",0.202136],["switch",0.163779]]',0);
INSERT INTO neighbours VALUES(2,110,3,55,0.50456511974334716796,'[["medic",0.634965],["switch",0.365035]]',0);
INSERT INTO neighbours VALUES(2,110,4,97,0.50063934922218322753,'[["dispens",0.597372],["switch",0.402628]]',0);
INSERT INTO neighbours VALUES(2,110,5,3,0.47211743891239166259,'[["dispens",0.77976],["switch",0.22024]]',0);
INSERT INTO neighbours VALUES(3,108,1,66,0.78973978757858276367,'[["router",0.405747],["vpn",0.37105],["switch",0.223202]]',0);
INSERT INTO neighbours VALUES(3,108,2,38,0.75505702197551727294,'[["formulari",0.46597],["vpn",0.322133],["switch",0.211897]]',0);
INSERT INTO neighbours VALUES(3,108,3,1,0.7063548937439918518,'[["router",0.678348],["vpn",0.194024],["switch",0.127628]]',0);
INSERT INTO neighbours VALUES(3,108,4,14,0.64102831482887268066,'[["formulari",0.771543],["router",0.228457]]',0);
INSERT INTO neighbours VALUES(3,108,5,22,0.61689259111881256103,'[["formulari",0.701732],["switch",0.298268]]',0);
INSERT INTO neighbours VALUES(3,109,1,42,0.74310591816902160644,'[["infus",0.536184],["formulari",0.463816]]',0);
INSERT INTO neighbours VALUES(3,109,2,95,0.7173938751220703125,'[["infus",0.76712],["medic",0.170453],["vpn",0.0624276]]',0);
INSERT INTO neighbours VALUES(3,109,3,22,0.64886353909969329833,'[["formulari",0.707171],["infus",0.292829]]',0);
INSERT INTO neighbours VALUES(3,109,4,58,0.54995760321617126464,'[["infus",0.733945],["formulari",0.266055]]',0);
INSERT INTO neighbours VALUES(3,109,5,40,0.5482730865478515625,'[["infus",0.733945],["formulari",0.266055]]',0);
INSERT INTO neighbours VALUES(3,110,1,57,0.5550241321325302124,'[["dispens",0.741513],["medic",0.258487]]',0);
INSERT INTO neighbours VALUES(3,110,2,107,0.52678740769624710083,'[["dispens",0.634085],["medic",0.202136],["switch",0.163779]]',0);
INSERT INTO neighbours VALUES(3,110,3,55,0.50456511974334716796,'[["medic",0.634965],["switch",0.365035]]',0);
INSERT INTO neighbours VALUES(3,110,4,97,0.50063934922218322753,'[["dispens",0.597372],["switch",0.402628]]',0);
INSERT INTO neighbours VALUES(3,110,5,3,0.47211743891239166259,'[["dispens",0.77976],["switch",0.22024]]',0);
CREATE TABLE review_renewals (
  -- DECISION. The content of an older row of an item came back (a model was rolled back): that row is the one to decide on again.
  renewal_id INTEGER PRIMARY KEY,       -- in order
  item_id    INTEGER NOT NULL REFERENCES review_items, -- which row
  run_id     INTEGER NOT NULL REFERENCES runs, -- that flagged it again
  at         INTEGER NOT NULL           -- time
) STRICT;
CREATE TABLE user_identities (
  -- DECISION. Under which pseudonyms a user occurs as author, approver or assignee: nobody approves their own.
  user      TEXT NOT NULL REFERENCES users(name), -- who
  pseudonym TEXT NOT NULL,              -- [PERSON:...]
  added_at  INTEGER NOT NULL,           -- time
  PRIMARY KEY (user, pseudonym)
) STRICT, WITHOUT ROWID;
CREATE TABLE drift_checks (
  -- WORK. How far what a model sees and says today is from what it was trained on.
  run_id    INTEGER NOT NULL REFERENCES runs, -- when
  model_id  INTEGER NOT NULL REFERENCES models, -- whose
  column    TEXT NOT NULL,              -- input or 'prediction'
  kind      TEXT NOT NULL CHECK (kind IN ('numeric', 'categorical')), -- of the column
  statistic TEXT NOT NULL,              -- psi, ks, ...
  value     REAL,                       -- of it; NULL: not enough data
  bound     REAL,                       -- above which it is drift at these sizes
  n_ref     INTEGER NOT NULL,           -- training rows
  n_cur     INTEGER NOT NULL,           -- rows of today
  verdict   TEXT NOT NULL CHECK (verdict IN ('ok', 'drift', 'not-enough-data')), -- of this statistic
  PRIMARY KEY (run_id, model_id, column, statistic)
) STRICT, WITHOUT ROWID;
INSERT INTO drift_checks VALUES(2,1,'description length','numeric','ks',0.15108207431604736559,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(2,1,'description length','numeric','psi',0.050169273576396278269,0.43007275762028307486,79,31,'ok');
INSERT INTO drift_checks VALUES(2,1,'label','categorical','chi2',0.47813402691341144734,8.1886891244440676018,79,28,'ok');
INSERT INTO drift_checks VALUES(2,1,'prediction','categorical','none',NULL,NULL,22,3,'not-enough-data');
INSERT INTO drift_checks VALUES(2,1,'title length','numeric','ks',0.13229889750918741309,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(2,1,'title length','numeric','psi',0.23502793264986293619,0.31263542609874872546,79,31,'ok');
INSERT INTO drift_checks VALUES(2,2,'age','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'entropy','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'exp','numeric','ks',0.15547329455314645718,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'exp','numeric','psi',0.13355528116948237049,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'fix','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'la','numeric','ks',0.10217991656384034504,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'la','numeric','psi',0.023463746346795651825,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'label','categorical','chi2',0.074960251045263728841,8.8436048048939994714,279,20,'ok');
INSERT INTO drift_checks VALUES(2,2,'ld','numeric','ks',0.10217991656384034504,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'ld','numeric','psi',0.031054511762800229152,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'lt','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'message length','numeric','ks',0.078265468006345817464,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'nd','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'ndev','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'nf','numeric','ks',0.064457371173394450991,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'ns','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'nuc','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'prediction','categorical','chi2',0.0,8.8436048048939994714,60,41,'ok');
INSERT INTO drift_checks VALUES(2,2,'rexp','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(2,2,'sexp','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,1,'description length','numeric','ks',0.15108207431604736559,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(3,1,'description length','numeric','psi',0.050169273576396278269,0.43007275762028307486,79,31,'ok');
INSERT INTO drift_checks VALUES(3,1,'label','categorical','chi2',0.47813402691341144734,8.1886891244440676018,79,28,'ok');
INSERT INTO drift_checks VALUES(3,1,'prediction','categorical','none',NULL,NULL,22,3,'not-enough-data');
INSERT INTO drift_checks VALUES(3,1,'severity_filed','categorical','none',NULL,NULL,0,1,'not-enough-data');
INSERT INTO drift_checks VALUES(3,1,'title length','numeric','ks',0.13229889750918741309,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(3,1,'title length','numeric','psi',0.23502793264986293619,0.31263542609874872546,79,31,'ok');
INSERT INTO drift_checks VALUES(3,2,'age','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'entropy','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'exp','numeric','ks',0.15547329455314645718,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'exp','numeric','psi',0.13355528116948237049,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'fix','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'la','numeric','ks',0.10217991656384034504,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'la','numeric','psi',0.023463746346795651825,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'label','categorical','chi2',0.074960251045263728841,8.8436048048939994714,279,20,'ok');
INSERT INTO drift_checks VALUES(3,2,'ld','numeric','ks',0.10217991656384034504,0.26374996944484796479,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'ld','numeric','psi',0.031054511762800229152,0.39201920019247038506,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'lt','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'message length','numeric','ks',0.078265468006345817464,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'nd','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'ndev','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'nf','numeric','ks',0.064457371173394450991,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'ns','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'nuc','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'prediction','categorical','chi2',0.0,8.8436048048939994714,60,41,'ok');
INSERT INTO drift_checks VALUES(3,2,'rexp','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,2,'sexp','numeric','ks',0.0,0.25079758299838517121,279,61,'ok');
INSERT INTO drift_checks VALUES(3,3,'description length','numeric','ks',0.15108207431604736559,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(3,3,'description length','numeric','psi',0.050169273576396278269,0.43007275762028307486,79,31,'ok');
INSERT INTO drift_checks VALUES(3,3,'label','categorical','chi2',0.47813402691341144734,8.1886891244440676018,79,28,'ok');
INSERT INTO drift_checks VALUES(3,3,'prediction','categorical','none',NULL,NULL,22,3,'not-enough-data');
INSERT INTO drift_checks VALUES(3,3,'severity_filed','categorical','none',NULL,NULL,0,1,'not-enough-data');
INSERT INTO drift_checks VALUES(3,3,'title length','numeric','ks',0.13229889750918741309,0.34236408815446039977,79,31,'ok');
INSERT INTO drift_checks VALUES(3,3,'title length','numeric','psi',0.23502793264986293619,0.31263542609874872546,79,31,'ok');
CREATE TABLE purges (
  -- DECISION. What was removed under which rule of retention; ids, hashes, labels and counts stay.
  purge_id INTEGER PRIMARY KEY,         -- number
  rule     TEXT NOT NULL,               -- KIND=DAYS or KIND before TIME; in versions.overwritten after 'purge:', in feature_rows.purged
  before   INTEGER NOT NULL,            -- time: older rows were purged
  "by"     TEXT NOT NULL,               -- user
  at       INTEGER NOT NULL,            -- time
  counts   TEXT NOT NULL                -- JSON: {what: how many}, as they were counted when it began
) STRICT;
CREATE TABLE repositories (
  -- WORK. How far a git repository was read, so that the next import of it reads only what is new; replaced by each. Lost or not
  -- to be read, the repository is read from its beginning. Holds no name of a person or file (git_history.h).
  project   TEXT NOT NULL,              -- into which it was imported
  path      TEXT NOT NULL,              -- of its git directory
  read_at   INTEGER NOT NULL,           -- time
  tips      TEXT NOT NULL,              -- ids of the commits at HEAD and at the tags then, one a line
  n_commits INTEGER NOT NULL,           -- that they reached
  reading   BLOB NOT NULL,              -- BLAKE2b over all that decides what a commit becomes beside its history: another one, and all is read anew
  history   BLOB NOT NULL,              -- of files and authors after them: git_history_save
  PRIMARY KEY (project, path)
) STRICT;
CREATE TABLE szz_fixes (
  -- WORK. Fixes whose deleted lines were blamed (szz.h); the newest row of a fix counts. What was found lies in labels.
  szz_id     INTEGER PRIMARY KEY,       -- in order
  record_id  INTEGER NOT NULL REFERENCES records, -- the change that mends
  basis      BLOB NOT NULL,             -- digest of what the answer rests on: rule, tickets, list of ignored commits
  result     TEXT NOT NULL,             -- blamed, or why nothing was: a word of szz.h
  counts     TEXT NOT NULL,             -- JSON: {what: how many} of lines and candidates
  at         INTEGER NOT NULL           -- time
) STRICT;
CREATE TABLE dependency_reads (
  -- WORLD. Of which release the dependencies of a system were that an import brought. The id of a dependency is 'FILE ECOSYSTEM:NAME', its
  -- version those of one file joined by '|', smallest bytes first. What a release changed: the versions of its imports against those before.
  import_id  INTEGER PRIMARY KEY REFERENCES imports, -- that brought them
  system     TEXT NOT NULL,             -- as records.project
  "release"  TEXT NOT NULL,             -- its name; '': of no release
  "commit"   TEXT NOT NULL,             -- of the repository they were read from; '': from files
  at         INTEGER NOT NULL           -- time since which it is so: of the tag, else of the import
) STRICT;
INSERT INTO dependency_reads VALUES(10,'ehr','','',1777782600);
CREATE TABLE predictions (
  -- WORLD. Versions of records of the kind 'prediction' (project: the model, id: its version and the month, '2.1 2026-07'): the log of
  -- another team's model, watched by monitor. A version holds the rows that its import added, or to which it added a label; the log is
  -- the union over its versions of completed imports, the newer winning at the same key.
  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content
  model      TEXT NOT NULL DEFAULT '',  -- its name there
  version    TEXT NOT NULL DEFAULT '',  -- its version there
  first      INTEGER,                   -- time of the first row of this version
  last       INTEGER,                   -- time of the last
  n_rows     INTEGER NOT NULL DEFAULT 0, -- of this version
  extra      TEXT NOT NULL DEFAULT ''   -- always ''
) STRICT;
INSERT INTO predictions VALUES(466,'sepsis','2.1',1775001600,1775088000,2,'');
CREATE TABLE prediction_rows (
  -- WORLD. What a model said.
  version_id INTEGER NOT NULL REFERENCES predictions, -- whose
  row        INTEGER NOT NULL,          -- from 0, in the order of arrival
  time       INTEGER NOT NULL,          -- of the prediction
  key        INTEGER NOT NULL,          -- of all but its label: 8 bytes of the keyed hash of the raw row, another for each further row alike
  score      REAL NOT NULL,             -- finite
  label      TEXT NOT NULL DEFAULT '',  -- what came true, de-identified; '': not known
  subgroup   TEXT NOT NULL DEFAULT '',  -- for whom, de-identified
  inputs     TEXT NOT NULL DEFAULT '',  -- JSON {column: value}, numbers as they are, text de-identified; '': none, or purged
  PRIMARY KEY (version_id, row)
) STRICT, WITHOUT ROWID;
INSERT INTO prediction_rows VALUES(466,0,1775001600,-9222831925724863122,0.4000000000000000222,'1','','');
INSERT INTO prediction_rows VALUES(466,1,1775088000,1883589102277269994,0.2000000000000000111,'','','');
CREATE TABLE rule_sets (
  -- WORK. Each set of rules of de-identification that text of this store has passed; the newest is the one in force.
  rules_version INTEGER PRIMARY KEY,    -- as in versions and imports; every change of a rule gives a greater one
  built_in      INTEGER NOT NULL,       -- version of the rules in the program
  lists         BLOB NOT NULL,          -- BLAKE2b keyed with pseudonym.key over the user's own: allow, deny, patterns, digits
  since         INTEGER NOT NULL        -- time of the first import under it
) STRICT;
INSERT INTO rule_sets VALUES(4,4,X'ac7b09faa41917074e3fe45ce3ea12498600a2c14adb0048212d00a7fd6a0d32',1777782600);
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports WHEN OLD.completed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'imports: a completed import stays'); END;
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports WHEN OLD.completed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'imports: a completed import does not change'); END;
CREATE INDEX rejects_of_import ON rejects(import_id);
CREATE INDEX versions_of_record ON versions(record_id, version_id, import_id);
CREATE INDEX versions_of_import ON versions(import_id, version_id);
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'versions: rows of a completed import stay'); END;
CREATE TRIGGER versions_no_update BEFORE UPDATE ON versions
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.record_id IS OLD.record_id AND NEW.import_id IS OLD.import_id AND NEW.source_row IS OLD.source_row AND
             NEW.raw_hash IS OLD.raw_hash AND NEW.content_hash IS OLD.content_hash AND NEW.imported_at IS OLD.imported_at AND
             NEW.known_at IS OLD.known_at AND NEW.known_basis IS OLD.known_basis AND NEW.label_known_at IS OLD.label_known_at AND
             NEW.label_basis IS OLD.label_basis AND NEW.withdrawn IS OLD.withdrawn)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'versions: of a completed import only text may be overwritten'); END;
CREATE TRIGGER records_no_update BEFORE UPDATE ON records
  BEGIN SELECT RAISE(ABORT, 'records: an identity does not change'); END;
CREATE TRIGGER records_no_delete BEFORE DELETE ON records
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
                WHERE v.record_id = OLD.record_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'records: a record of a completed import stays'); END;
CREATE VIEW current_versions AS
  -- WORLD. What is true now: for each record the newest version of a completed import, unless that withdrew it.
  SELECT v.version_id, v.record_id, r.kind, r.project, r.id, v.import_id, v.content_hash,
         v.known_at, v.known_basis, v.label_known_at, v.label_basis
    FROM records r
    JOIN versions v ON v.version_id =
         (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id
           WHERE w.record_id = r.record_id AND i.completed_at IS NOT NULL
           ORDER BY w.version_id DESC LIMIT 1)
   WHERE v.withdrawn = 0
;
CREATE TRIGGER tickets_no_delete BEFORE DELETE ON tickets
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'tickets: rows of a completed import stay'); END;
CREATE TRIGGER tickets_no_update BEFORE UPDATE ON tickets
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.created IS OLD.created AND NEW.updated IS OLD.updated AND NEW.resolved IS OLD.resolved AND
             NEW.started IS OLD.started AND NEW.detected IS OLD.detected AND NEW.restored IS OLD.restored)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'tickets: of a completed import only text may be overwritten'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'changes: rows of a completed import stay'); END;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.author_date IS OLD.author_date AND NEW.label_time IS OLD.label_time AND NEW.buggy IS OLD.buggy AND
             NEW.ns IS OLD.ns AND NEW.nd IS OLD.nd AND NEW.nf IS OLD.nf AND NEW.entropy IS OLD.entropy AND NEW.la IS OLD.la AND
             NEW.ld IS OLD.ld AND NEW.lt IS OLD.lt AND NEW.fix IS OLD.fix AND NEW.ndev IS OLD.ndev AND NEW.age IS OLD.age AND
             NEW.nuc IS OLD.nuc AND NEW.exp IS OLD.exp AND NEW.rexp IS OLD.rexp AND NEW.sexp IS OLD.sexp)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'changes: of a completed import only text may be overwritten'); END;
CREATE TRIGGER code_no_delete BEFORE DELETE ON code
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'code: rows of a completed import stay'); END;
CREATE TRIGGER code_no_update BEFORE UPDATE ON code
  WHEN NOT (NEW.version_id IS OLD.version_id)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'code: of a completed import only text may be overwritten'); END;
CREATE TRIGGER releases_no_delete BEFORE DELETE ON releases
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'releases: rows of a completed import stay'); END;
CREATE TRIGGER releases_no_update BEFORE UPDATE ON releases
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.planned IS OLD.planned AND NEW.deployed IS OLD.deployed AND NEW.status IS OLD.status)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'releases: of a completed import only text may be overwritten'); END;
CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'outcomes: rows of a completed import stay'); END;
CREATE TRIGGER outcomes_no_update BEFORE UPDATE ON outcomes
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.time IS OLD.time AND NEW.outcome IS OLD.outcome)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'outcomes: of a completed import only text may be overwritten'); END;
CREATE TRIGGER systems_no_delete BEFORE DELETE ON systems
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'systems: rows of a completed import stay'); END;
CREATE TRIGGER systems_no_update BEFORE UPDATE ON systems
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.internet_facing IS OLD.internet_facing AND NEW.replacement_date IS OLD.replacement_date AND NEW.criticality IS OLD.criticality)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'systems: of a completed import only text may be overwritten'); END;
CREATE TRIGGER patches_no_delete BEFORE DELETE ON patches
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'patches: rows of a completed import stay'); END;
CREATE TRIGGER patches_no_update BEFORE UPDATE ON patches
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.published IS OLD.published AND NEW.due IS OLD.due AND NEW.applied IS OLD.applied AND
             NEW.exception_until IS OLD.exception_until)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'patches: of a completed import only text may be overwritten'); END;
CREATE TRIGGER dependencies_no_delete BEFORE DELETE ON dependencies
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'dependencies: rows of a completed import stay'); END;
CREATE TRIGGER dependencies_no_update BEFORE UPDATE ON dependencies
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.direct IS OLD.direct)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'dependencies: of a completed import only text may be overwritten'); END;
CREATE TRIGGER series_no_delete BEFORE DELETE ON series
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'series: rows of a completed import stay'); END;
CREATE TRIGGER series_no_update BEFORE UPDATE ON series
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.first IS OLD.first AND NEW.last IS OLD.last AND NEW.n_points IS OLD.n_points)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'series: of a completed import only text may be overwritten'); END;
CREATE TRIGGER points_no_delete BEFORE DELETE ON points
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'points: rows of a completed import stay'); END;
CREATE TRIGGER points_no_update BEFORE UPDATE ON points
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.time IS OLD.time AND NEW.position IS OLD.position AND NEW.value IS OLD.value)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'points: of a completed import only text may be overwritten'); END;
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots is append-only: rows do not change'); END;
CREATE TRIGGER snapshots_no_delete BEFORE DELETE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots is append-only: rows stay'); END;
CREATE TRIGGER snapshots_no_replace BEFORE INSERT ON snapshots
  WHEN EXISTS (SELECT 1 FROM snapshots WHERE snapshot_id = NEW.snapshot_id OR hash = NEW.hash)
  BEGIN SELECT RAISE(ABORT, 'snapshots is append-only: this key is taken'); END;
CREATE INDEX model_stages_of_model ON model_stages(model_id, stage_id);
CREATE TRIGGER model_stages_no_update BEFORE UPDATE ON model_stages
  BEGIN SELECT RAISE(ABORT, 'model_stages is append-only: rows do not change'); END;
CREATE TRIGGER model_stages_no_delete BEFORE DELETE ON model_stages
  BEGIN SELECT RAISE(ABORT, 'model_stages is append-only: rows stay'); END;
CREATE TRIGGER model_stages_no_replace BEFORE INSERT ON model_stages
  WHEN EXISTS (SELECT 1 FROM model_stages WHERE stage_id = NEW.stage_id)
  BEGIN SELECT RAISE(ABORT, 'model_stages is append-only: this key is taken'); END;
CREATE TRIGGER models_no_update BEFORE UPDATE ON models
  BEGIN SELECT RAISE(ABORT, 'models is append-only: rows do not change'); END;
CREATE TRIGGER models_no_delete BEFORE DELETE ON models
  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = OLD.model_id)
  BEGIN SELECT RAISE(ABORT, 'models: a registered model stays'); END;
CREATE TRIGGER models_no_replace BEFORE INSERT ON models
  WHEN EXISTS (SELECT 1 FROM models WHERE model_id = NEW.model_id OR (task = NEW.task AND project = NEW.project AND number = NEW.number))
  BEGIN SELECT RAISE(ABORT, 'models is append-only: this key is taken'); END;
CREATE TRIGGER model_parts_no_update BEFORE UPDATE ON model_parts
  BEGIN SELECT RAISE(ABORT, 'model_parts is append-only: rows do not change'); END;
CREATE TRIGGER model_parts_no_delete BEFORE DELETE ON model_parts
  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = OLD.model_id)
  BEGIN SELECT RAISE(ABORT, 'model_parts: a registered model stays'); END;
CREATE TRIGGER model_parts_no_insert BEFORE INSERT ON model_parts
  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = NEW.model_id)
  BEGIN SELECT RAISE(ABORT, 'model_parts: a registered model gets no more parts'); END;
CREATE TRIGGER validation_records_no_update BEFORE UPDATE ON validation_records
  BEGIN SELECT RAISE(ABORT, 'validation_records is append-only: rows do not change'); END;
CREATE TRIGGER validation_records_no_delete BEFORE DELETE ON validation_records
  BEGIN SELECT RAISE(ABORT, 'validation_records is append-only: rows stay'); END;
CREATE TRIGGER validation_records_no_replace BEFORE INSERT ON validation_records
  WHEN EXISTS (SELECT 1 FROM validation_records WHERE model_id = NEW.model_id)
  BEGIN SELECT RAISE(ABORT, 'validation_records is append-only: this key is taken'); END;
CREATE TRIGGER feature_rows_no_delete BEFORE DELETE ON feature_rows
  BEGIN SELECT RAISE(ABORT, 'feature_rows is append-only: rows stay'); END;
CREATE TRIGGER feature_rows_no_update BEFORE UPDATE ON feature_rows
  WHEN NOT (NEW.hash IS OLD.hash AND (NEW.data IS NULL OR NEW.data IS OLD.data))
  BEGIN SELECT RAISE(ABORT, 'feature_rows: data may be purged, not changed'); END;
CREATE INDEX scores_of_item ON scores(item, score_id);
CREATE INDEX scores_of_version ON scores(version_id);
CREATE TRIGGER scores_no_delete BEFORE DELETE ON scores
  BEGIN SELECT RAISE(ABORT, 'scores is append-only: rows stay'); END;
CREATE TRIGGER scores_no_update BEFORE UPDATE ON scores
  WHEN NOT (NEW.score_id IS OLD.score_id AND NEW.run_id IS OLD.run_id AND NEW.model_id IS OLD.model_id AND NEW.item IS OLD.item AND
            NEW.version_id IS OLD.version_id AND NEW.probability IS OLD.probability AND NEW.logit IS OLD.logit AND NEW.label IS OLD.label AND
            NEW.feature_hash IS OLD.feature_hash AND NEW.approved IS OLD.approved AND NEW.build IS OLD.build AND NEW.scored_at IS OLD.scored_at AND
            (NEW.detail = '' OR NEW.detail IS OLD.detail))
  BEGIN SELECT RAISE(ABORT, 'scores: detail may be purged, nothing changed'); END;
CREATE TRIGGER scores_no_replace BEFORE INSERT ON scores
  WHEN EXISTS (SELECT 1 FROM scores WHERE score_id = NEW.score_id)
  BEGIN SELECT RAISE(ABORT, 'scores is append-only: this key is taken'); END;
CREATE TRIGGER score_members_no_update BEFORE UPDATE ON score_members
  BEGIN SELECT RAISE(ABORT, 'score_members is append-only: rows do not change'); END;
CREATE TRIGGER score_members_no_delete BEFORE DELETE ON score_members
  BEGIN SELECT RAISE(ABORT, 'score_members is append-only: rows stay'); END;
CREATE TRIGGER score_members_no_replace BEFORE INSERT ON score_members
  WHEN EXISTS (SELECT 1 FROM score_members WHERE score_id = NEW.score_id AND member_score_id = NEW.member_score_id)
  BEGIN SELECT RAISE(ABORT, 'score_members is append-only: this key is taken'); END;
CREATE TRIGGER users_no_delete BEFORE DELETE ON users
  BEGIN SELECT RAISE(ABORT, 'users is append-only: rows stay'); END;
CREATE TRIGGER users_no_rename BEFORE UPDATE ON users WHEN NOT (NEW.user_id IS OLD.user_id AND NEW.name IS OLD.name)
  BEGIN SELECT RAISE(ABORT, 'users: a name stays'); END;
CREATE TRIGGER review_items_no_update BEFORE UPDATE ON review_items
  BEGIN SELECT RAISE(ABORT, 'review_items is append-only: rows do not change'); END;
CREATE TRIGGER review_items_no_delete BEFORE DELETE ON review_items
  BEGIN SELECT RAISE(ABORT, 'review_items is append-only: rows stay'); END;
CREATE TRIGGER signatures_no_update BEFORE UPDATE ON signatures
  BEGIN SELECT RAISE(ABORT, 'signatures is append-only: rows do not change'); END;
CREATE TRIGGER signatures_no_delete BEFORE DELETE ON signatures
  BEGIN SELECT RAISE(ABORT, 'signatures is append-only: rows stay'); END;
CREATE TRIGGER signatures_no_replace BEFORE INSERT ON signatures
  WHEN EXISTS (SELECT 1 FROM signatures WHERE signature_id = NEW.signature_id)
  BEGIN SELECT RAISE(ABORT, 'signatures is append-only: this key is taken'); END;
CREATE INDEX decisions_of_item ON decisions(item_id, decision_id);
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions is append-only: rows do not change'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions is append-only: rows stay'); END;
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
  WHEN EXISTS (SELECT 1 FROM decisions WHERE decision_id = NEW.decision_id)
  BEGIN SELECT RAISE(ABORT, 'decisions is append-only: this key is taken'); END;
CREATE TRIGGER policies_no_update BEFORE UPDATE ON policies
  BEGIN SELECT RAISE(ABORT, 'policies is append-only: rows do not change'); END;
CREATE TRIGGER policies_no_delete BEFORE DELETE ON policies
  BEGIN SELECT RAISE(ABORT, 'policies is append-only: rows stay'); END;
CREATE TRIGGER policies_no_replace BEFORE INSERT ON policies
  WHEN EXISTS (SELECT 1 FROM policies WHERE policy_id = NEW.policy_id)
  BEGIN SELECT RAISE(ABORT, 'policies is append-only: this key is taken'); END;
CREATE INDEX labels_of_item ON labels(task, item, label_id);
CREATE TRIGGER labels_no_update BEFORE UPDATE ON labels
  BEGIN SELECT RAISE(ABORT, 'labels is append-only: rows do not change'); END;
CREATE TRIGGER labels_no_delete BEFORE DELETE ON labels
  BEGIN SELECT RAISE(ABORT, 'labels is append-only: rows stay'); END;
CREATE TRIGGER labels_no_replace BEFORE INSERT ON labels
  WHEN EXISTS (SELECT 1 FROM labels WHERE label_id = NEW.label_id)
  BEGIN SELECT RAISE(ABORT, 'labels is append-only: this key is taken'); END;
CREATE INDEX links_of_ticket ON links(ticket_record_id);
CREATE INDEX links_of_target ON links(target_record_id);
CREATE TRIGGER links_no_update BEFORE UPDATE ON links
  BEGIN SELECT RAISE(ABORT, 'links is append-only: rows do not change'); END;
CREATE TRIGGER links_no_delete BEFORE DELETE ON links
  BEGIN SELECT RAISE(ABORT, 'links is append-only: rows stay'); END;
CREATE TRIGGER links_no_replace BEFORE INSERT ON links
  WHEN EXISTS (SELECT 1 FROM links WHERE link_id = NEW.link_id)
  BEGIN SELECT RAISE(ABORT, 'links is append-only: this key is taken'); END;
CREATE TRIGGER cluster_edits_no_update BEFORE UPDATE ON cluster_edits
  BEGIN SELECT RAISE(ABORT, 'cluster_edits is append-only: rows do not change'); END;
CREATE TRIGGER cluster_edits_no_delete BEFORE DELETE ON cluster_edits
  BEGIN SELECT RAISE(ABORT, 'cluster_edits is append-only: rows stay'); END;
CREATE TRIGGER cluster_edits_no_replace BEFORE INSERT ON cluster_edits
  WHEN EXISTS (SELECT 1 FROM cluster_edits WHERE edit_id = NEW.edit_id)
  BEGIN SELECT RAISE(ABORT, 'cluster_edits is append-only: this key is taken'); END;
CREATE INDEX audit_of_subject ON audit(subject);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit is append-only: rows do not change'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit is append-only: rows stay'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE row_id = NEW.row_id)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only: this key is taken'); END;
CREATE TRIGGER audit_heads_no_update BEFORE UPDATE ON audit_heads
  BEGIN SELECT RAISE(ABORT, 'audit_heads is append-only: rows do not change'); END;
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads
  BEGIN SELECT RAISE(ABORT, 'audit_heads is append-only: rows stay'); END;
CREATE TRIGGER audit_heads_no_replace BEFORE INSERT ON audit_heads
  WHEN EXISTS (SELECT 1 FROM audit_heads WHERE row_id = NEW.row_id)
  BEGIN SELECT RAISE(ABORT, 'audit_heads is append-only: this key is taken'); END;
CREATE INDEX score_members_of_member ON score_members(member_score_id);
CREATE INDEX cluster_members_of_cluster ON cluster_members(cluster_id, run_id);
CREATE INDEX cluster_members_of_record ON cluster_members(record_id, run_id);
CREATE INDEX cluster_runs_of_project ON cluster_runs(project, run_id);
CREATE TRIGGER cluster_runs_no_update BEFORE UPDATE ON cluster_runs
  BEGIN SELECT RAISE(ABORT, 'cluster_runs is append-only: rows do not change'); END;
CREATE TRIGGER cluster_runs_no_delete BEFORE DELETE ON cluster_runs
  BEGIN SELECT RAISE(ABORT, 'cluster_runs is append-only: rows stay'); END;
CREATE TRIGGER cluster_runs_no_replace BEFORE INSERT ON cluster_runs
  WHEN EXISTS (SELECT 1 FROM cluster_runs WHERE run_id = NEW.run_id AND project = NEW.project)
  BEGIN SELECT RAISE(ABORT, 'cluster_runs is append-only: this key is taken'); END;
CREATE INDEX cluster_states_of_cluster ON cluster_states(cluster_id, run_id);
CREATE TRIGGER cluster_states_no_delete BEFORE DELETE ON cluster_states
  BEGIN SELECT RAISE(ABORT, 'cluster_states is append-only: rows stay'); END;
CREATE TRIGGER cluster_states_no_replace BEFORE INSERT ON cluster_states
  WHEN EXISTS (SELECT 1 FROM cluster_states WHERE run_id = NEW.run_id AND cluster_id = NEW.cluster_id)
  BEGIN SELECT RAISE(ABORT, 'cluster_states is append-only: this key is taken'); END;
CREATE TRIGGER cluster_states_no_update BEFORE UPDATE ON cluster_states
  WHEN NOT (NEW.run_id IS OLD.run_id AND NEW.cluster_id IS OLD.cluster_id AND NEW.size IS OLD.size AND NEW.typical IS OLD.typical AND
            NEW.terms = '[]')
  BEGIN SELECT RAISE(ABORT, 'cluster_states: terms may be purged, nothing changed'); END;
CREATE INDEX neighbours_of_record ON neighbours(record_id, run_id);
CREATE INDEX neighbours_of_other ON neighbours(other_record_id);
CREATE TRIGGER neighbours_no_delete BEFORE DELETE ON neighbours
  BEGIN SELECT RAISE(ABORT, 'neighbours is append-only: rows stay'); END;
CREATE TRIGGER neighbours_no_replace BEFORE INSERT ON neighbours
  WHEN EXISTS (SELECT 1 FROM neighbours WHERE run_id = NEW.run_id AND record_id = NEW.record_id AND rank = NEW.rank)
  BEGIN SELECT RAISE(ABORT, 'neighbours is append-only: this key is taken'); END;
CREATE TRIGGER neighbours_no_update BEFORE UPDATE ON neighbours
  WHEN NOT (NEW.run_id IS OLD.run_id AND NEW.record_id IS OLD.record_id AND NEW.rank IS OLD.rank AND NEW.other_record_id IS OLD.other_record_id AND
            NEW.similarity IS OLD.similarity AND NEW.suspected IS OLD.suspected AND NEW.terms = '[]')
  BEGIN SELECT RAISE(ABORT, 'neighbours: terms may be purged, nothing changed'); END;
CREATE INDEX review_renewals_of_item ON review_renewals(item_id, run_id);
CREATE TRIGGER review_renewals_no_update BEFORE UPDATE ON review_renewals
  BEGIN SELECT RAISE(ABORT, 'review_renewals is append-only: rows do not change'); END;
CREATE TRIGGER review_renewals_no_delete BEFORE DELETE ON review_renewals
  BEGIN SELECT RAISE(ABORT, 'review_renewals is append-only: rows stay'); END;
CREATE TRIGGER review_renewals_no_replace BEFORE INSERT ON review_renewals
  WHEN EXISTS (SELECT 1 FROM review_renewals WHERE renewal_id = NEW.renewal_id)
  BEGIN SELECT RAISE(ABORT, 'review_renewals is append-only: this key is taken'); END;
CREATE TRIGGER user_identities_no_update BEFORE UPDATE ON user_identities
  BEGIN SELECT RAISE(ABORT, 'user_identities is append-only: rows do not change'); END;
CREATE TRIGGER user_identities_no_delete BEFORE DELETE ON user_identities
  BEGIN SELECT RAISE(ABORT, 'user_identities is append-only: rows stay'); END;
CREATE TRIGGER user_identities_no_replace BEFORE INSERT ON user_identities
  WHEN EXISTS (SELECT 1 FROM user_identities WHERE user = NEW.user AND pseudonym = NEW.pseudonym)
  BEGIN SELECT RAISE(ABORT, 'user_identities is append-only: this key is taken'); END;
CREATE TRIGGER drift_checks_no_update BEFORE UPDATE ON drift_checks
  BEGIN SELECT RAISE(ABORT, 'drift_checks is append-only: rows do not change'); END;
CREATE TRIGGER drift_checks_no_delete BEFORE DELETE ON drift_checks
  BEGIN SELECT RAISE(ABORT, 'drift_checks is append-only: rows stay'); END;
CREATE TRIGGER drift_checks_no_replace BEFORE INSERT ON drift_checks
  WHEN EXISTS (SELECT 1 FROM drift_checks WHERE run_id = NEW.run_id AND model_id = NEW.model_id AND column = NEW.column AND statistic = NEW.statistic)
  BEGIN SELECT RAISE(ABORT, 'drift_checks is append-only: this key is taken'); END;
CREATE INDEX versions_purged ON versions(overwritten, overwritten_at) WHERE overwritten_at IS NOT NULL;
CREATE INDEX scores_of_features ON scores(feature_hash);
CREATE TRIGGER purges_no_update BEFORE UPDATE ON purges
  BEGIN SELECT RAISE(ABORT, 'purges is append-only: rows do not change'); END;
CREATE TRIGGER purges_no_delete BEFORE DELETE ON purges
  BEGIN SELECT RAISE(ABORT, 'purges is append-only: rows stay'); END;
CREATE TRIGGER purges_no_replace BEFORE INSERT ON purges
  WHEN EXISTS (SELECT 1 FROM purges WHERE purge_id = NEW.purge_id)
  BEGIN SELECT RAISE(ABORT, 'purges is append-only: this key is taken'); END;
CREATE TRIGGER postmortems_no_delete BEFORE DELETE ON postmortems
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'postmortems: rows of a completed import stay'); END;
CREATE TRIGGER postmortems_no_update BEFORE UPDATE ON postmortems
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.date IS OLD.date AND NEW.started IS OLD.started AND NEW.detected IS OLD.detected AND
             NEW.resolved IS OLD.resolved)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'postmortems: of a completed import only text may be overwritten'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'evidence: rows of a completed import stay'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.time IS OLD.time AND NEW.starts IS OLD.starts AND NEW.ends IS OLD.ends AND NEW.planned IS OLD.planned)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'evidence: of a completed import only text may be overwritten'); END;
CREATE INDEX szz_fixes_of_record ON szz_fixes(record_id, szz_id);
CREATE TRIGGER szz_fixes_no_update BEFORE UPDATE ON szz_fixes
  BEGIN SELECT RAISE(ABORT, 'szz_fixes is append-only: rows do not change'); END;
CREATE TRIGGER szz_fixes_no_delete BEFORE DELETE ON szz_fixes
  BEGIN SELECT RAISE(ABORT, 'szz_fixes is append-only: rows stay'); END;
CREATE TRIGGER szz_fixes_no_replace BEFORE INSERT ON szz_fixes
  WHEN EXISTS (SELECT 1 FROM szz_fixes WHERE szz_id = NEW.szz_id)
  BEGIN SELECT RAISE(ABORT, 'szz_fixes is append-only: this key is taken'); END;
CREATE INDEX dependency_reads_of_system ON dependency_reads(system, "release");
CREATE TRIGGER dependency_reads_no_delete BEFORE DELETE ON dependency_reads
  WHEN EXISTS (SELECT 1 FROM imports i WHERE i.import_id = OLD.import_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'dependency_reads: rows of a completed import stay'); END;
CREATE TRIGGER dependency_reads_no_update BEFORE UPDATE ON dependency_reads
  BEGIN SELECT RAISE(ABORT, 'dependency_reads is append-only: rows do not change'); END;
CREATE TRIGGER dependency_reads_no_replace BEFORE INSERT ON dependency_reads
  WHEN EXISTS (SELECT 1 FROM dependency_reads WHERE import_id = NEW.import_id)
  BEGIN SELECT RAISE(ABORT, 'dependency_reads is append-only: this key is taken'); END;
CREATE TRIGGER predictions_no_delete BEFORE DELETE ON predictions
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'predictions: rows of a completed import stay'); END;
CREATE TRIGGER predictions_no_update BEFORE UPDATE ON predictions
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.model IS OLD.model AND NEW.version IS OLD.version AND NEW.first IS OLD.first AND NEW.last IS OLD.last AND NEW.n_rows IS OLD.n_rows)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'predictions: of a completed import only text may be overwritten'); END;
CREATE TRIGGER prediction_rows_no_delete BEFORE DELETE ON prediction_rows
  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'prediction_rows: rows of a completed import stay'); END;
CREATE TRIGGER prediction_rows_no_update BEFORE UPDATE ON prediction_rows
  WHEN NOT (NEW.version_id IS OLD.version_id AND NEW.row IS OLD.row AND NEW.time IS OLD.time AND NEW.key IS OLD.key AND NEW.score IS OLD.score)
   AND EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id
          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'prediction_rows: of a completed import only text may be overwritten'); END;
CREATE TRIGGER rule_sets_no_update BEFORE UPDATE ON rule_sets
  BEGIN SELECT RAISE(ABORT, 'rule_sets is append-only: rows do not change'); END;
CREATE TRIGGER rule_sets_no_delete BEFORE DELETE ON rule_sets
  BEGIN SELECT RAISE(ABORT, 'rule_sets is append-only: rows stay'); END;
CREATE TRIGGER rule_sets_no_replace BEFORE INSERT ON rule_sets
  WHEN EXISTS (SELECT 1 FROM rule_sets WHERE rules_version = NEW.rules_version)
  BEGIN SELECT RAISE(ABORT, 'rule_sets is append-only: this key is taken'); END;
COMMIT;
