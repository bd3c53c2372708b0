BEGIN TRANSACTION;
CREATE TABLE "Event.Action" (
	"ActionID" INTEGER NOT NULL, 
	"ActionName" TEXT NOT NULL, 
	PRIMARY KEY ("ActionID")
);
INSERT INTO "Event.Action" VALUES(1,'Object Created');
INSERT INTO "Event.Action" VALUES(2,'Object Modified');
INSERT INTO "Event.Action" VALUES(3,'Object Deleted');
INSERT INTO "Event.Action" VALUES(4,'Member Added');
INSERT INTO "Event.Action" VALUES(5,'Member Removed');
INSERT INTO "Event.Action" VALUES(6,'Ownership Change');
INSERT INTO "Event.Action" VALUES(7,'Additional Owner Change');
INSERT INTO "Event.Action" VALUES(8,'Expiration Policy Change');
INSERT INTO "Event.Action" VALUES(9,'Group Expire');
INSERT INTO "Event.Action" VALUES(10,'Group Renew');
INSERT INTO "Event.Action" VALUES(11,'Query Change');
INSERT INTO "Event.Action" VALUES(12,'Security Type Change');
INSERT INTO "Event.Action" VALUES(13,'Smart Group Update');
INSERT INTO "Event.Action" VALUES(14,'Joined Group');
INSERT INTO "Event.Action" VALUES(15,'Left Group');
INSERT INTO "Event.Action" VALUES(16,'Workflow Request');
INSERT INTO "Event.Action" VALUES(20,'Identity Store Modified');
INSERT INTO "Event.Action" VALUES(21,'Role Created');
INSERT INTO "Event.Action" VALUES(22,'Role Modified');
INSERT INTO "Event.Action" VALUES(23,'Workflow Modified');
INSERT INTO "Event.Action" VALUES(24,'Messaging Provider Changed');
INSERT INTO "Event.Action" VALUES(30,'Application Created');
INSERT INTO "Event.Action" VALUES(31,'Notification Template Changed');
INSERT INTO "Event.Action" VALUES(32,'Replication Settings Changed');
INSERT INTO "Event.Action" VALUES(33,'SMS Gateway Changed');
INSERT INTO "Event.Action" VALUES(40,'Enrolled');
INSERT INTO "Event.Action" VALUES(41,'Unenrolled');
INSERT INTO "Event.Action" VALUES(42,'Password Reset');
INSERT INTO "Event.Action" VALUES(43,'Password Changed');
INSERT INTO "Event.Action" VALUES(44,'Account Unlocked');
INSERT INTO "Event.Action" VALUES(45,'Authenticated');
CREATE TABLE "Expired.Group" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"ExpiredOn" DATETIME, 
	PRIMARY KEY ("ObjectGUID")
);
INSERT INTO "Expired.Group" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c',1,'2026-04-15T09:30:00+00:00');
CREATE TABLE "Expired.GroupMember" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"MemberGUID" CHAR(36) NOT NULL, 
	PRIMARY KEY ("ObjectGUID", "MemberGUID")
);
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','0a1fa902-2ee5-4b87-8aea-6c6c1d46e017');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','d63d5b77-e503-4488-8bec-7d63d677d95d');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','5dc747ae-c752-4577-b6f9-bccc0f96a351');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','df2656b7-7931-480a-be38-d0479727f169');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','a7e611f9-e90c-4354-8db6-b8d1f07c328d');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','2dc529ca-8684-4c31-83a6-ba4546fb468f');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','e9209f8d-1b21-49dd-a497-db3c3185debc');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','1b21dc82-fdf3-425f-8fe7-517849d05b86');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','c579ff86-f833-4271-9380-3793108119e5');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','7eec0129-21c5-47d0-93c0-c7de973a6e1a');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','219e56d7-ea84-4b0d-944f-597998be3ffc');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','ba4b4366-2baa-46ae-85e6-542f58e0360c');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','d88ceb9c-4aa2-4785-b6d1-d72e5e832974');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','9bd3bd75-4a88-4ea8-a321-710025c5587b');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','c4ba2f03-63dd-4c3d-9c39-067cbe6fd7ad');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','1766a868-bb37-4882-8406-2d520731ec28');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','f8099490-154c-412a-aa2a-0c22b334ffb9');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','f92e838c-60bb-4c33-856b-51d40bf82d2a');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','1ff6affb-39f7-48ff-9bcf-a1142d78ae93');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','9c39888d-78ec-4c96-a49f-33f669b0904f');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','5319da12-114b-4b99-96f9-420041afd89b');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','fe6c7efd-b318-4bdb-88f2-b6db7ac79f83');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','180e2700-f8a3-40fe-b16b-fd85049ef3cd');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','2a10af40-f28d-4a35-8364-1b8b661ff140');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','f09a4ed5-7582-4a5f-965e-8c68ac6499ea');
INSERT INTO "Expired.GroupMember" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c','3675d14e-5f0a-4a5f-8bb4-2c15ca906d8b');
CREATE TABLE "SSPR.PasswordCenterHistory" (
	"id" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER, 
	"JsonData" TEXT NOT NULL, 
	PRIMARY KEY ("id")
);
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(380,6,'{"EventID":"18f661a1-ed18-47f9-a450-95d1d007693d","IdentityStoreID":6,"UserAccount":"LEGACY\\ue.baecker","MachineName":"GID02.corp.example","ClientMachineName":"PC-1314","UserDN":"CN=Bäcker\\, Ümit,OU=Deutschland,OU=Staff,DC=legacy,DC=example","UserGUID":"b367854a-da9d-423b-a150-3c289fd5c823","UserDisplayName":"Bäcker, Ümit","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000006","ObjectGUID":"b367854a-da9d-423b-a150-3c289fd5c823","ObjectClass":"user","DisplayName":"Bäcker, Ümit","Action":42,"AuthenticationTypes":["Authenticator"],"Status":"Success","PerformedBy":"Niamh Smith-Jones","PerformedByGUID":"cd6c74ac-16ce-4f88-8666-f95c8d1c0f4f","IsHelpdesk":true,"IPAddress":"10.180.76.64","Browser":"Safari 17","DeviceType":"Desktop","DateTimeDetected":"2021-08-19T09:29:58.0000000Z","DateTimeLogged":"2021-08-19T09:30:00.0000000Z","TicDateTime":637649622000000000}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(383,NULL,'{"EventID":"ec9bf092-1f22-4c59-a162-3f1edbf16299","IdentityStoreID":null,"UserAccount":"CORP\\j.lefevre","MachineName":"GID01.corp.example","ClientMachineName":"PC-9470","UserDN":"CN=Jérôme Lefèvre,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"611b69dc-0d94-4288-8073-47382f1d3401","UserDisplayName":"Jérôme Lefèvre","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"611b69dc-0d94-4288-8073-47382f1d3401","ObjectClass":"user","DisplayName":"Jérôme Lefèvre","Action":45,"AuthenticationTypes":["Authenticator"],"Status":"Success","PerformedBy":"Amelia Okonkwo","PerformedByGUID":"baa68bef-72a1-431e-8d81-41fbb85357f0","IsHelpdesk":true,"IPAddress":"10.183.160.174","Browser":"Safari 17","DeviceType":"Mobile","DateTimeDetected":"/Date(1630459798000)/","DateTimeLogged":"/Date(1630459800000)/","TicDateTime":637660566000000003}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(392,6,'{"EventID":"aab709e4-21dd-40a1-ab63-bf083bc52c44","IdentityStoreID":6,"UserAccount":"LEGACY\\n.beranger","MachineName":"GID02.corp.example","ClientMachineName":"PC-3971","UserDN":"CN=Noël Béranger,OU=France,OU=Staff,DC=legacy,DC=example","UserGUID":"f1776f5a-9ce3-4342-9485-01104dd63e01","UserDisplayName":"Noël Béranger","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"f1776f5a-9ce3-4342-9485-01104dd63e01","ObjectClass":"user","DisplayName":"Noël Béranger","Action":42,"AuthenticationTypes":["Authenticator"],"Status":"Success","PerformedBy":"Jérôme Duchêne","PerformedByGUID":"5df8c6eb-fd70-45d4-8fc3-00dfa58d2e6f","IsHelpdesk":true,"IPAddress":"10.192.159.222","Browser":"Safari 17","DeviceType":"Desktop","DateTimeDetected":"2021-10-09T01:29:58.0000002","DateTimeLogged":"2021-10-09T01:30:00.0000002","TicDateTime":637693398000000002}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(401,1,'{"EventID":"cbca31f3-899e-460f-aedf-3bc939137e1e","IdentityStoreID":1,"UserAccount":"CORP\\t.yamada","MachineName":"GID01.corp.example","ClientMachineName":"PC-4993","UserDN":"CN=太郎 山田,OU=日本,OU=Staff,DC=corp,DC=example","UserGUID":"9a81ed51-b6a1-46f5-8891-5f41c223643d","UserDisplayName":"山田 太郎","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"9a81ed51-b6a1-46f5-8891-5f41c223643d","ObjectClass":"user","DisplayName":"山田 太郎","Action":45,"AuthenticationTypes":["Authenticator"],"Status":"Success","PerformedBy":"Hübner, Zoë","PerformedByGUID":"f92e838c-60bb-4c33-856b-51d40bf82d2a","IsHelpdesk":true,"IPAddress":"10.1.235.42","Browser":"Safari 17","DeviceType":"Mobile","DateTimeDetected":"2021-11-16T03:29:58+02:00","DateTimeLogged":"2021-11-16T03:30:00+02:00","TicDateTime":637726230000000001}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(402,1,'{"EventID":"8acec9fd-22e7-4980-aed9-64bc4d7b3966","IdentityStoreID":1,"UserAccount":"CORP\\g.koehler","MachineName":"GID00.corp.example","ClientMachineName":"PC-8674","UserDN":"CN=Köhler\\, Günther,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"e2744145-0717-4865-9803-b33db99fc8e4","UserDisplayName":"Köhler, Günther","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"e2744145-0717-4865-9803-b33db99fc8e4","ObjectClass":"user","DisplayName":"Köhler, Günther","Action":40,"AuthenticationTypes":["SecurityQuestions"],"Status":"Success","PerformedBy":"End User","PerformedByGUID":"e2744145-0717-4865-9803-b33db99fc8e4","IsHelpdesk":false,"IPAddress":"10.2.36.36","Browser":"Edge 120","DeviceType":"Desktop","DateTimeDetected":"2021-11-20T06:49:58.0000002","DateTimeLogged":"2021-11-20T06:50:00.0000002","TicDateTime":637729878000000002}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(403,1,'{"EventID":"9743cc71-7b9d-4564-a193-823928984b60","IdentityStoreID":1,"UserAccount":"CORP\\c.taylor","MachineName":"GID02.corp.example","ClientMachineName":"PC-3317","UserDN":"CN=Chloe Taylor,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"80073688-4499-453e-b361-b4ef496ab8f5","UserDisplayName":"Chloe Taylor","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"80073688-4499-453e-b361-b4ef496ab8f5","ObjectClass":"user","DisplayName":"Chloe Taylor","Action":41,"AuthenticationTypes":["Email"],"Status":"Failed","PerformedBy":"George O''Brien","PerformedByGUID":"49f1fceb-db89-4158-bdc0-3bbdaf3f2bb6","IsHelpdesk":true,"IPAddress":"10.3.5.60","Browser":"Firefox 118","DeviceType":"Mobile","DateTimeDetected":"/Date(1637755798000)/","DateTimeLogged":"/Date(1637755800000)/","TicDateTime":637733526000000003}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(405,6,'{"EventID":"4d4c5d38-bb7c-4d2e-a5b4-3e9ee99b6773","IdentityStoreID":6,"UserAccount":"LEGACY\\g.okonkwo","MachineName":"GID00.corp.example","ClientMachineName":"PC-2611","UserDN":"CN=George Okonkwo,OU=United Kingdom,OU=Staff,DC=legacy,DC=example","UserGUID":"399841d6-21d3-4a14-8f6d-5e092b42a165","UserDisplayName":"George Okonkwo","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"399841d6-21d3-4a14-8f6d-5e092b42a165","ObjectClass":"user","DisplayName":"George Okonkwo","Action":43,"AuthenticationTypes":["SecurityQuestions"],"Status":"Success","PerformedBy":"End User","PerformedByGUID":"399841d6-21d3-4a14-8f6d-5e092b42a165","IsHelpdesk":false,"IPAddress":"10.5.97.90","Browser":"Edge 120","DeviceType":"Mobile","DateTimeDetected":"2021-12-02T22:49:58.0000005Z","DateTimeLogged":"2021-12-02T22:50:00.0000005Z","TicDateTime":637740822000000005}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(411,1,'{"EventID":"78eddb39-f8b2-45dc-a74c-33552a83e22c","IdentityStoreID":1,"UserAccount":"CORP\\j.castanet","MachineName":"GID01.corp.example","ClientMachineName":"PC-5327","UserDN":"CN=Jérôme Castañet,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"ecb336cb-5006-4c65-97f5-acbe8371861a","UserDisplayName":"Jérôme Castañet","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"ecb336cb-5006-4c65-97f5-acbe8371861a","ObjectClass":"user","DisplayName":"Jérôme Castañet","Action":43,"AuthenticationTypes":["SecurityQuestions"],"Status":"Success","PerformedBy":"End User","PerformedByGUID":"ecb336cb-5006-4c65-97f5-acbe8371861a","IsHelpdesk":false,"IPAddress":"10.11.34.99","Browser":"Edge 120","DeviceType":"Mobile","DateTimeDetected":"2021-12-28T08:49:58+02:00","DateTimeLogged":"2021-12-28T08:50:00+02:00","TicDateTime":637762710000000001}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(412,1,'{"EventID":"b9dd4d27-d212-47c4-a50b-fc387acb0db3","IdentityStoreID":1,"UserAccount":"CORP\\t.saito","MachineName":"GID02.corp.example","ClientMachineName":"PC-9151","UserDN":"CN=太郎 斎藤,OU=日本,OU=Staff,DC=corp,DC=example","UserGUID":"976bf82b-d549-499b-97e7-ccf0bc115dbd","UserDisplayName":"斎藤 太郎","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"976bf82b-d549-499b-97e7-ccf0bc115dbd","ObjectClass":"user","DisplayName":"斎藤 太郎","Action":44,"AuthenticationTypes":["Email"],"Status":"Success","PerformedBy":"小野寺 翔","PerformedByGUID":"d5bf2351-02b4-4789-8091-9325e60198b1","IsHelpdesk":true,"IPAddress":"10.12.215.64","Browser":"Firefox 118","DeviceType":"Desktop","DateTimeDetected":"2022-01-01T12:09:58.0000002","DateTimeLogged":"2022-01-01T12:10:00.0000002","TicDateTime":637766358000000002}');
INSERT INTO "SSPR.PasswordCenterHistory" VALUES(414,1,'{"EventID":"5ed8b03f-462c-48d0-a95d-95c7a55d5e7c","IdentityStoreID":1,"UserAccount":"CORP\\h.lefevre442","MachineName":"GID01.corp.example","ClientMachineName":"PC-5723","UserDN":"CN=Hélène Lefèvre 442,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"2a10af40-f28d-4a35-8364-1b8b661ff140","UserDisplayName":"Hélène Lefèvre","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"2a10af40-f28d-4a35-8364-1b8b661ff140","ObjectClass":"user","DisplayName":"Hélène Lefèvre","Action":40,"AuthenticationTypes":["SecurityQuestions"],"Status":"Success","PerformedBy":"End User","PerformedByGUID":"2a10af40-f28d-4a35-8364-1b8b661ff140","IsHelpdesk":false,"IPAddress":"10.14.128.243","Browser":"Edge 120","DeviceType":"Desktop","DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637773654000000004}');
CREATE TABLE "SSPR.PhoneIDClients" (
	"Id" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"UserGUID" CHAR(36) NOT NULL, 
	PRIMARY KEY ("Id")
);
CREATE TABLE "SSPR_IdentityStoreValue" (
	"AttributesValueID" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"AttributeID" INTEGER NOT NULL, 
	"AttributeValue" TEXT, 
	PRIMARY KEY ("AttributesValueID")
);
INSERT INTO "SSPR_IdentityStoreValue" VALUES(1,1,1,'corp.example');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(2,1,3,'CORP\svc-groupid');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(3,1,4,'True');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(4,1,2,'0AA##not-a-secret');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(20,5,1,'partner.example');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(21,5,3,'cn=directory manager,ou=system,o=partner');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(22,5,5,'ldap.partner.example');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(23,5,6,'636');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(24,5,4,'True');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(25,5,2,'0AA##not-a-secret');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(26,6,1,'legacy.example');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(27,6,3,'LEGACY\svc-groupid');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(28,6,4,'True');
INSERT INTO "SSPR_IdentityStoreValue" VALUES(29,6,2,'0AA##not-a-secret');
CREATE TABLE "SVC.AdminCenterHistory" (
	"id" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER, 
	"JsonData" TEXT NOT NULL, 
	PRIMARY KEY ("id")
);
INSERT INTO "SVC.AdminCenterHistory" VALUES(266,1,'{"EventID":"d1a50b5b-fa4f-4cd4-a7cb-3ac5c21d24e8","IdentityStoreID":1,"UserAccount":"CORP\\s.wisniewska","MachineName":"GID02.corp.example","ClientMachineName":"PC-1797","UserDN":"CN=Stanisław Wiśniewska,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"fa2d3f11-c955-4838-bbee-96f2d1077626","UserDisplayName":"Stanisław Wiśniewska","Comments":"Ticket INC0042917","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000007","ObjectClass":"adminCenter","ObjectName":"Vorlage „Ablauf“","AttributeName":"Configuration","Action":32,"OldValue":null,"NewValue":"moved with the reorganisation","HistoryDetails":[],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":"2021-08-19T09:29:58.0000000Z","DateTimeLogged":"2021-08-19T09:30:00.0000000Z","TicDateTime":637649622000000000}');
INSERT INTO "SVC.AdminCenterHistory" VALUES(267,6,'{"EventID":"0a6f77d3-b0e6-4469-ae40-7759102cb923","IdentityStoreID":6,"UserAccount":"LEGACY\\e.adeyemi","MachineName":"GID01.corp.example","ClientMachineName":"PC-9778","UserDN":"CN=Ewan Adeyemi,OU=United Kingdom,OU=Staff,DC=legacy,DC=example","UserGUID":"1adfcc6d-5479-4f62-859c-798f9974ed57","UserDisplayName":"Ewan Adeyemi","Comments":"quarterly access review, no objections","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectClass":"adminCenter","ObjectName":"Replikation","AttributeName":"Configuration","Action":33,"OldValue":null,"NewValue":"fusion des équipes","HistoryDetails":[{"AttributeName":"mail","OldValue":"","NewValue":"zmiana organizacyjna","Action":2}],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":"2021-09-01T03:29:58+02:00","DateTimeLogged":"2021-09-01T03:30:00+02:00","TicDateTime":637660566000000001}');
INSERT INTO "SVC.AdminCenterHistory" VALUES(270,1,'{"EventID":"203df25f-338c-4513-a267-5cca27fe1ac0","IdentityStoreID":1,"UserAccount":"CORP\\i.oeztuerk","MachineName":"GID03.corp.example","ClientMachineName":"PC-2581","UserDN":"CN=Işıl Öztürk,OU=Türkiye,OU=Staff,DC=corp,DC=example","UserGUID":"b1434198-1a0c-4b8e-8870-1d7710382bee","UserDisplayName":"Işıl Öztürk","Comments":"CHG0018822 approved","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectClass":"adminCenter","ObjectName":"Vorlage „Ablauf“","AttributeName":"Configuration","Action":32,"OldValue":null,"NewValue":"requested by phone, see mail","HistoryDetails":[],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637693398000000004}');
INSERT INTO "SVC.AdminCenterHistory" VALUES(275,1,'{"EventID":"648ba61e-6013-4065-af80-22f8646d2a83","IdentityStoreID":1,"UserAccount":"CORP\\s.dsouza","MachineName":"GID02.corp.example","ClientMachineName":"PC-6699","UserDN":"CN=Siobhán D''Souza,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"70d6d2e4-8e5d-40d1-a1e9-bab8f601bb5e","UserDisplayName":"Siobhán D''Souza","Comments":"requested by phone, see mail","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectClass":"adminCenter","ObjectName":"Replikation","AttributeName":"Configuration","Action":33,"OldValue":null,"NewValue":"moved with the reorganisation","HistoryDetails":[],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637748118000000009}');
INSERT INTO "SVC.AdminCenterHistory" VALUES(278,1,'{"EventID":"37e56651-18e7-468e-a531-336fb641e635","IdentityStoreID":1,"UserAccount":"CORP\\g.zolkiewski808","MachineName":"GID01.corp.example","ClientMachineName":"PC-7734","UserDN":"CN=Grażyna Żółkiewski 808,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"62c55a5e-5a72-4a85-9e6e-d431d6a60054","UserDisplayName":"Grażyna Żółkiewski","Comments":"project closed","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectClass":"adminCenter","ObjectName":"Vorlage „Ablauf“","AttributeName":"Configuration","Action":32,"OldValue":null,"NewValue":"zmiana organizacyjna","HistoryDetails":[{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":"2022-01-18T09:29:58.0000002","DateTimeLogged":"2022-01-18T09:30:00.0000002","TicDateTime":637780950000000002}');
INSERT INTO "SVC.AdminCenterHistory" VALUES(281,NULL,'{"EventID":"08a046eb-1123-4b6d-a9cc-8f3afd1bb6a4","IdentityStoreID":null,"UserAccount":"CORP\\s.jaeger745","MachineName":"GID02.corp.example","ClientMachineName":"PC-1074","UserDN":"CN=Jäger\\, Sören 745,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"f18b4a52-747f-4a5b-af25-1c924936c48b","UserDisplayName":"Jäger, Sören","Comments":"CHG0018822 approved","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectClass":"adminCenter","ObjectName":"Mein Konto","AttributeName":"Configuration","Action":31,"OldValue":null,"NewValue":"quarterly access review, no objections","HistoryDetails":[{"AttributeName":"description","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2}],"HasDetails":true,"ClientType":"AdminCenter","DateTimeDetected":"2022-02-25T09:29:58.0000005Z","DateTimeLogged":"2022-02-25T09:30:00.0000005Z","TicDateTime":637813782000000005}');
CREATE TABLE "SVC.BackUpHistory" (
	"id" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER, 
	"JsonData" TEXT NOT NULL, 
	PRIMARY KEY ("id")
);
INSERT INTO "SVC.BackUpHistory" VALUES(180,1,'{"EventID":"2c974285-c980-4725-ae58-73130b536d46","IdentityStoreID":1,"UserAccount":"CORP\\z.lapinska","MachineName":"GID02.corp.example","ClientMachineName":"PC-0648","UserDN":"CN=Zbigniew Łapińska,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"e305933d-8305-440a-a1ec-a166f324b971","UserDisplayName":"Zbigniew Łapińska","Comments":"zmiana organizacyjna","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000010","ObjectGUID":"cc9ee99c-940c-41ff-85e6-a5df720e9455","ObjectClass":"group","ObjectName":"Gruppenverwaltung","DisplayName":"Gruppenverwaltung","AttributeName":"XGroupSecurity","Action":2,"NewValue":"requested by phone, see mail","OldValue":"moved with the reorganisation","NewValueResolved":"requested by phone, see mail","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"CN=Gruppenverwaltung,OU=Groups,DC=corp,DC=example","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-08-20T07:44:36.0487802","DateTimeLogged":"2021-08-20T07:44:38.0487802","TicDateTime":637650422780487802}');
INSERT INTO "SVC.BackUpHistory" VALUES(183,1,'{"EventID":"cb0f6f3d-4ab8-430f-aa7f-80b43f1d1732","IdentityStoreID":1,"UserAccount":"CORP\\a.castanet","MachineName":"GID02.corp.example","ClientMachineName":"PC-0091","UserDN":"CN=Anaïs Castañet,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"fb952fda-1ab7-46dd-9842-9b873760a203","UserDisplayName":"Anaïs Castañet","Comments":"moved with the reorganisation","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"d06c7675-1683-46c1-a45e-9cecd8b3db3b","ObjectClass":"group","ObjectName":"Abteilungen-Söhne & Co. KG","DisplayName":"Abteilungen-Söhne & Co. KG","AttributeName":"XAdditionalOwner","Action":10,"NewValue":"CHG0018822 approved","OldValue":"Ticket INC0042917","NewValueResolved":"CHG0018822 approved","OldValueResolved":null,"NewMembers":"","Ol');
INSERT INTO "SVC.BackUpHistory" VALUES(186,1,'{"EventID":"140a9542-4f2d-4694-aaeb-4a12377e5258","IdentityStoreID":1,"UserAccount":"CORP\\b.krueger898","MachineName":"GID00.corp.example","ClientMachineName":"PC-0118","UserDN":"CN=Krüger\\, Björn 898,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"56fd2c86-53aa-4096-9406-41f6f53e0125","UserDisplayName":"Krüger, Björn","Comments":"project closed","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"2b264027-8ee0-46e5-aa52-af7fb40c2bb4","ObjectClass":"group","ObjectName":"#hashtag-führung","DisplayName":"#hashtag-führung","AttributeName":"managedBy","Action":3,"NewValue":"fusion des équipes","OldValue":"Jahresprüfung 2025, freigegeben durch die Revision","NewValueResolved":"fusion des équipes","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["managedBy"],"DescriptiveData":"CN=\\#hashtag-führung,OU=Groups,DC=corp,DC=example","listOfAttributes":["managedBy","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1629685710195)/","DateTimeLogged":"/Date(1629685712195)/","TicDateTime":637652825121951208}');
INSERT INTO "SVC.BackUpHistory" VALUES(192,1,'{"EventID":"4a48f1a4-15d4-4c81-acb1-9030f9de0db6","IdentityStoreID":1,"UserAccount":"CORP\\f.goncalves","MachineName":"GID03.corp.example","ClientMachineName":"PC-7436","UserDN":"CN=François Gonçalves,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"1646f087-5102-4648-acec-c09db0d1dbf7","UserDisplayName":"François Gonçalves","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"0915ba10-e59a-4ba4-8658-23979ef5d725","ObjectClass":"group","ObjectName":"Werkstudenten","DisplayName":"Werkstudenten","AttributeName":"member","Action":4,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":"CN=Bäcker\\, Jürgen 757,OU=Deutschland,OU=Staff,DC=corp,DC=example","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"quarterly access review, no objections","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Werkstudenten,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637655227463414604}');
INSERT INTO "SVC.BackUpHistory" VALUES(194,1,'{"EventID":"84a7dc3d-ef72-4e34-a44b-6782bd78a30d","IdentityStoreID":1,"UserAccount":"CORP\\h.lefevre442","MachineName":"GID00.corp.example","ClientMachineName":"PC-5892","UserDN":"CN=Hélène Lefèvre 442,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"2a10af40-f28d-4a35-8364-1b8b661ff140","UserDisplayName":"Hélène Lefèvre","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"8f1ae8ca-92c0-441f-b294-312a6a5b4a6e","ObjectClass":"group","ObjectName":"Kostenstelle 4711","DisplayName":"Kostenstelle 4711","AttributeName":"mail","Action":9,"NewValue":"moved with the reorganisation","OldValue":"moved with the reorganisation","NewValueResolved":"moved with the reorganisation","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["mail"],"DescriptiveData":"CN=Kostenstelle 4711,OU=Groups,DC=corp,DC=example","listOfAttributes":["mail","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-08-26T21:27:02.390240+02:00","DateTimeLogged":"2021-08-26T21:27:04.390240+02:00","TicDateTime":637656028243902406}');
INSERT INTO "SVC.BackUpHistory" VALUES(196,6,'{"EventID":"e1a992fa-c6a2-40de-a919-a54763aa9839","IdentityStoreID":6,"UserAccount":"LEGACY\\k.watanabe","MachineName":"GID00.corp.example","ClientMachineName":"PC-4971","UserDN":"CN=健一 渡邊,OU=日本,OU=Staff,DC=legacy,DC=example","UserGUID":"c6608e0d-356f-41b8-93ae-707f99601b3a","UserDisplayName":"渡邊 健一","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"a67d7f59-6206-4e1a-b31d-ef6d92d65330","ObjectClass":"group","ObjectName":"Altbestand Alle","DisplayName":"Altbestand Alle","AttributeName":"XGroupSecurity","Action":1,"NewValue":"auf Antrag der Abteilung","OldValue":"requested by phone, see mail","NewValueResolved":"auf Antrag der Abteilung","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"CN=Altbestand Alle,OU=Groups,DC=legacy,DC=example","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1630086100439)/","DateTimeLogged":"/Date(1630086102439)/","TicDateTime":637656829024390208}');
INSERT INTO "SVC.BackUpHistory" VALUES(199,1,'{"EventID":"0a4ef294-8e28-47b4-ac42-ec4b393e749f","IdentityStoreID":1,"UserAccount":"CORP\\s.obrien650","MachineName":"GID02.corp.example","ClientMachineName":"PC-8807","UserDN":"CN=Siobhán O''Brien 650,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"00edfc8e-8a9e-43bc-858b-ef67e44ce16f","UserDisplayName":"Siobhán O''Brien 🦊","Comments":"Jahresprüfung 2025, freigegeben durch die Revision","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"ff729239-b42b-451f-a05a-4722291d9325","ObjectClass":"group","ObjectName":"Vertrieb Süd – Außendienst","DisplayName":"Vertrieb Süd – Außendienst","AttributeName":"XAdditionalOwner","Action":1,"NewValue":"Ticket INC0042917","OldValue":"CHG0018822 approved","NewValueResolved":"Ticket INC0042917","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["XAdditionalOwner"],"DescriptiveData":"CN=Vertrieb Süd – Außendienst,OU=Groups,DC=corp,DC=example","listOfAttributes":["XAdditionalOwner","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-08-29T05:03:37.512190+02:00","DateTimeLogged":"2021-08-29T05:03:39.512190+02:00","TicDateTime":637658030195121901}');
INSERT INTO "SVC.BackUpHistory" VALUES(206,1,'{"EventID":"1a2465e6-ac72-472f-a5f6-a4f7f4845ec4","IdentityStoreID":1,"UserAccount":"CORP\\l.baecker","MachineName":"GID01.corp.example","ClientMachineName":"PC-7715","UserDN":"CN=Bäcker\\, Lieselotte,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"845add1a-3780-49e2-8626-268b4422d478","UserDisplayName":"Bäcker, Lieselotte","Comments":"requested by phone, see mail","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"d32b5308-e740-4664-8a30-12e672928aed","ObjectClass":"group","ObjectName":"Helpdesk","DisplayName":"Helpdesk","AttributeName":"member","Action":14,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=Harriet MacDonald 679,OU=United Kingdom,OU=Staff,DC=corp,DC=example","CN=Chloe MacDonald,OU=United Kingdom,OU=Staff,DC=corp,DC=example"],"OldMembers":["CN=Chloe MacDonald,OU=United Kingdom,OU=Staff,DC=corp,DC=example"],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Helpdesk,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1630486490682)/","DateTimeLogged":"/Date(1630486492682)/","TicDateTime":637660832926829208}');
INSERT INTO "SVC.BackUpHistory" VALUES(209,1,'{"EventID":"f480971d-5bdd-4a5a-ad06-db2ea8acccf1","IdentityStoreID":1,"UserAccount":"CORP\\h.saito","MachineName":"GID01.corp.example","ClientMachineName":"PC-7687","UserDN":"CN=花子 斎藤,OU=日本,OU=Staff,DC=corp,DC=example","UserGUID":"4914cb29-e6c7-4a73-89da-942d0f4dab85","UserDisplayName":"斎藤 花子","Comments":"fusion des équipes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"f0d18092-c3b4-412f-9bda-84e0ec7f75e2","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH","DisplayName":"Abteilungen-Corp GmbH","AttributeName":"IMSGCriteria","Action":3,"NewValue":"quarterly access review, no objections","OldValue":"fusion des équipes","NewValueResolved":"quarterly access review, no objections","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["IMSGCriteria"],"DescriptiveData":"CN=Abteilungen-Corp GmbH,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["IMSGCriteria","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-02T20:16:47.756090+02:00","DateTimeLogged":"2021-09-02T20:16:49.756090+02:00","TicDateTime":637662034097560901}');
INSERT INTO "SVC.BackUpHistory" VALUES(210,1,'{"EventID":"a84ef4e8-f8e5-49f8-a5e2-3cf5bc72fe4d","IdentityStoreID":1,"UserAccount":"CORP\\h.okonkwo621","MachineName":"GID01.corp.example","ClientMachineName":"PC-2171","UserDN":"CN=Harriet Okonkwo 621,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"ec7cfca1-6003-4aac-bb82-8edceb89ab83","UserDisplayName":"Harriet Okonkwo","Comments":"Jahresprüfung 2025, freigegeben durch die Revision","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"bd9933b5-7c60-4014-989b-b8fdfc0a5a0b","ObjectClass":"group","ObjectName":"Alle Mitarbeiter","DisplayName":"Alle Mitarbeiter","AttributeName":"member","Action":4,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":"CN=İbrahim Öztürk,OU=Türkiye,OU=Staff,DC=corp,DC=example;CN=Schröder\\, Lieselotte,OU=Deutschland,OU=Staff,DC=corp,DC=example","OldMembers":"CN=Schröder\\, Lieselotte,OU=Deutschland,OU=Staff,DC=corp,DC=example","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Alle Mitarbeiter,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-03T05:24:06.7804802","DateTimeLogged":"2021-09-03T05:24:08.7804802","TicDateTime":637662434487804802}');
INSERT INTO "SVC.BackUpHistory" VALUES(215,NULL,'{"EventID":"7a2066ee-0dde-4d7a-a125-dfabd6f88fff","IdentityStoreID":null,"UserAccount":"CORP\\m.takahashi792","MachineName":"GID02.corp.example","ClientMachineName":"PC-9962","UserDN":"CN=美咲 髙橋 792,OU=日本,OU=Staff,DC=corp,DC=example","UserGUID":"a7b2ed59-438c-4d66-ac50-eda4bc437819","UserDisplayName":"髙橋 美咲","Comments":"auf Antrag der Abteilung","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"2eb8b4b1-0e99-4ab7-af2b-88e871e3e4db","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH-Vertrieb","DisplayName":"Abteilungen-Corp GmbH-Vertrieb","AttributeName":"displayName","Action":6,"NewValue":"zmiana organizacyjna","OldValue":"moved with the reorganisation","NewValueResolved":"zmiana organizacyjna","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["displayName"],"DescriptiveData":"CN=Abteilungen-Corp GmbH-Vertrieb,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["displayName","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-05T13:00:41.9024307","DateTimeLogged":"2021-09-05T13:00:43.9024307","TicDateTime":637664436439024307}');
INSERT INTO "SVC.BackUpHistory" VALUES(283,1,'{"EventID":"488fab9e-14d4-4072-a8db-205d824d6893","IdentityStoreID":1,"UserAccount":"CORP\\c.macdonald","MachineName":"GID00.corp.example","ClientMachineName":"PC-4814","UserDN":"CN=Chloe MacDonald,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"75d3f6d9-e3b3-4f67-999d-31744060c1e9","UserDisplayName":"Chloe MacDonald","Comments":"تمت الموافقة على الطلب","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"69727077-6635-4734-ba2b-4eb006e29702","ObjectClass":"group","ObjectName":"ERP Mitarbeiter","DisplayName":"ERP Mitarbeiter","AttributeName":"member","Action":4,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=Gülşen Şahin,OU=Türkiye,OU=Staff,DC=corp,DC=example","CN=Harriet Hughes 374,OU=United Kingdom,OU=Staff,DC=corp,DC=example"],"OldMembers":["CN=Harriet Hughes 374,OU=United Kingdom,OU=Staff,DC=corp,DC=example"],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=ERP Mitarbeiter,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1631287271170)/","DateTimeLogged":"/Date(1631287273170)/","TicDateTime":637668840731707208}');
INSERT INTO "SVC.BackUpHistory" VALUES(284,1,'{"EventID":"68158039-1382-4c98-ae1d-1d7237620246","IdentityStoreID":1,"UserAccount":"CORP\\r.smith-jone824","MachineName":"GID03.corp.example","ClientMachineName":"PC-8440","UserDN":"CN=Rhys Smith-Jones 824,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"03fa0838-423e-4e82-b636-1dd6adeecb99","UserDisplayName":"Rhys Smith-Jones","Comments":"組織変更のため所属を更新しました","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"95ace30a-558e-4915-8634-cfe3d6891f6f","ObjectClass":"group","ObjectName":"Abteilungen-Söhne & Co. KG-IT-Betrieb","DisplayName":"Abteilungen-Söhne & Co. KG-IT-Betrieb","AttributeName":"member","Action":4,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=Benoît L''Hôpital,OU=France,OU=Staff,DC=corp,DC=example"],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Abteilungen-Söhne & Co. KG-IT-Betrieb,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637669241121951109}');
INSERT INTO "SVC.BackUpHistory" VALUES(291,1,'{"EventID":"b742ecb8-964e-4f37-a549-8b52510afcdf","IdentityStoreID":1,"UserAccount":"CORP\\a.hughes384","MachineName":"GID01.corp.example","ClientMachineName":"PC-7999","UserDN":"CN=Amelia Hughes 384,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"cb18c5bc-3b11-4742-845b-d15c41245d80","UserDisplayName":"Amelia Hughes","Comments":"läuft Ende des Quartals ab 🎉","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"3afb0b63-12ad-42c6-8c29-dcdfaf6fa09e","ObjectClass":"group","ObjectName":"O''Brien''s Team","DisplayName":"O''Brien''s Team","AttributeName":"XGroupSecurity","Action":8,"NewValue":"CHG0018822 approved","OldValue":"Jahresprüfung 2025, freigegeben durch die Revision","NewValueResolved":"CHG0018822 approved","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"member","OldValue":"","NewValue":"Ticket INC0042917","Action":2},{"AttributeName":"displayName","OldValue":"","NewValue":"fusion des équipes","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"CN=O''Brien''s Team,OU=Groups,DC=corp,DC=example","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-14T10:19:43.365840+02:00","DateTimeLogged":"2021-09-14T10:19:45.365840+02:00","TicDateTime":637672043853658406}');
INSERT INTO "SVC.BackUpHistory" VALUES(294,1,'{"EventID":"e2cf4d10-3fb4-446a-ad2f-714bc0b6ffb8","IdentityStoreID":1,"UserAccount":"CORP\\m.saint-exupere","MachineName":"GID00.corp.example","ClientMachineName":"PC-6881","UserDN":"CN=Maëlle Saint-Exupère,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"8cf48967-9d50-4b6f-8cb0-ceaff3abcd64","UserDisplayName":"Maëlle Saint-Exupère","Comments":"組織変更のため所属を更新しました","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"d5b51e86-9f73-4953-9f33-d5e27305e89b","ObjectClass":"group","ObjectName":"Neueintritte CSV","DisplayName":"Neueintritte CSV","AttributeName":"description","Action":10,"NewValue":"fusion des équipes","OldValue":"requested by phone, see mail","NewValueResolved":"fusion des équipes","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["description"],"DescriptiveData":"CN=Neueintritte CSV,OU=Groups,DC=corp,DC=example","listOfAttributes":["description","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637673245024390109}');
INSERT INTO "SVC.BackUpHistory" VALUES(317,1,'{"EventID":"d944eae2-8901-46ef-a27e-caf10411ff22","IdentityStoreID":1,"UserAccount":"CORP\\z.schroeder622","MachineName":"GID03.corp.example","ClientMachineName":"PC-9704","UserDN":"CN=Schröder\\, Zoë 622,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"736b0750-2562-4912-933d-be09c3accd41","UserDisplayName":"Schröder, Zoë","Comments":"تمت الموافقة على الطلب","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"08a5388f-bc0f-4612-8e0d-41f0a7f97d26","ObjectClass":"group","ObjectName":"Passwort läuft ab (14 Tage)","DisplayName":"Passwort läuft ab (14 Tage)","AttributeName":"mail","Action":1,"NewValue":"quarterly access review, no objections","OldValue":"quarterly access review, no objections","NewValueResolved":"quarterly access review, no objections","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["mail"],"DescriptiveData":"CN=Passwort läuft ab (14 Tage),OU=Groups,DC=corp,DC=example","listOfAttributes":["mail","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-23T16:46:03.853640+02:00","DateTimeLogged":"2021-09-23T16:46:05.853640+02:00","TicDateTime":637680051658536406}');
INSERT INTO "SVC.BackUpHistory" VALUES(346,6,'{"EventID":"23eb3e9b-7e6d-4377-aee5-0b465105bc7f","IdentityStoreID":6,"UserAccount":"LEGACY\\d.oeztuerk","MachineName":"GID03.corp.example","ClientMachineName":"PC-8983","UserDN":"CN=Doğan Öztürk,OU=Türkiye,OU=Staff,DC=legacy,DC=example","UserGUID":"48d5ad35-b05f-4846-ba62-0322e576d60d","UserDisplayName":"Doğan Öztürk","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"893bda06-6bee-4ccf-8dd3-510253a89d0d","ObjectClass":"group","ObjectName":"Altbestand Revision","DisplayName":"Altbestand Revision","AttributeName":"managedBy","Action":16,"NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","OldValue":"CHG0018822 approved","NewValueResolved":"Jahresprüfung 2025, freigegeben durch die Revision","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"JoinGroup","WorkflowRequester":"Böhm, Jürgen","WorkflowRequesterGUID":"163cd850-b3e8-4cc1-a486-0300a98b0d8a","HistoryDetails":[{"AttributeName":"displayName","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["managedBy"],"DescriptiveData":"CN=Altbestand Revision,OU=Groups,DC=legacy,DC=example","listOfAttributes":["managedBy","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637685256731707109}');
INSERT INTO "SVC.BackUpHistory" VALUES(348,1,'{"EventID":"d048acef-70d2-49ad-a274-205e236a9bd5","IdentityStoreID":1,"UserAccount":"CORP\\a.loewenthal","MachineName":"GID00.corp.example","ClientMachineName":"PC-9914","UserDN":"CN=Löwenthal\\, Anna,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"2c08db4d-461a-46f4-b6eb-ebe1ad16650c","UserDisplayName":"Löwenthal, Anna","Comments":"auf Antrag der Abteilung","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"d32b5308-e740-4664-8a30-12e672928aed","ObjectClass":"group","ObjectName":"Helpdesk","DisplayName":"Helpdesk","AttributeName":"info","Action":1,"NewValue":"fusion des équipes","OldValue":"moved with the reorganisation","NewValueResolved":"fusion des équipes","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"member","OldValue":"","NewValue":"fusion des équipes","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["info"],"DescriptiveData":"CN=Helpdesk,OU=Groups,DC=corp,DC=example","listOfAttributes":["info","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-30T15:35:49.219490+02:00","DateTimeLogged":"2021-09-30T15:35:51.219490+02:00","TicDateTime":637686057512194901}');
INSERT INTO "SVC.BackUpHistory" VALUES(386,1,'{"EventID":"6882a418-3e5e-40b1-aa51-0aa029f3244a","IdentityStoreID":1,"UserAccount":"CORP\\m.almansoori","MachineName":"GID03.corp.example","ClientMachineName":"PC-0430","UserDN":"CN=محمد المنصوري,OU=الإمارات,OU=Staff,DC=corp,DC=example","UserGUID":"f191bbcc-e380-46b4-be19-2fe73aa84103","UserDisplayName":"محمد المنصوري","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"be771152-06e6-4ba9-bff9-2013a080dfca","ObjectClass":"group","ObjectName":"Fusion 2020","DisplayName":"Fusion 2020","AttributeName":"mail","Action":3,"NewValue":"zmiana organizacyjna","OldValue":"Ticket INC0042917","NewValueResolved":"zmiana organizacyjna","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"member","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["mail"],"DescriptiveData":"CN=Fusion 2020,OU=Groups,DC=corp,DC=example","listOfAttributes":["mail","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637691262585365604}');
INSERT INTO "SVC.BackUpHistory" VALUES(387,1,'{"EventID":"3e33855a-8535-4b0d-a90b-5c00b8bf2b45","IdentityStoreID":1,"UserAccount":"CORP\\z.dsouza","MachineName":"GID02.corp.example","ClientMachineName":"PC-5137","UserDN":"CN=Zainab D''Souza,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"8bc3812a-b42c-490a-b297-f42dd8e295b4","UserDisplayName":"Zainab D''Souza","Comments":"Ticket INC0042917","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"8a87aa54-977e-48f2-9443-0bd27f7a011d","ObjectClass":"group","ObjectName":"Price$Watch \"VIP\" `tick`","DisplayName":"Price$Watch \"VIP\" `tick`","AttributeName":"mail","Action":2,"NewValue":"requested by phone, see mail","OldValue":"quarterly access review, no objections","NewValueResolved":"requested by phone, see mail","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"managedBy","OldValue":"","NewValue":"moved with the reorganisation","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["mail"],"DescriptiveData":"CN=Price$Watch \\\"VIP\\\" `tick`,OU=Groups,DC=corp,DC=example","listOfAttributes":["mail","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-10-07T01:18:15.5609505Z","DateTimeLogged":"2021-10-07T01:18:17.5609505Z","TicDateTime":637691662975609505}');
INSERT INTO "SVC.BackUpHistory" VALUES(389,1,'{"EventID":"4bc5a047-8364-4254-a08d-1ce9c87da954","IdentityStoreID":1,"UserAccount":"CORP\\z.macdonald522","MachineName":"GID00.corp.example","ClientMachineName":"PC-5605","UserDN":"CN=Zainab MacDonald 522,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"90efff23-ce5d-4f0d-baaa-2c07b8536415","UserDisplayName":"Zainab MacDonald","Comments":"تمت الموافقة على الطلب","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"69727077-6635-4734-ba2b-4eb006e29702","ObjectClass":"group","ObjectName":"ERP Mitarbeiter","DisplayName":"ERP Mitarbeiter","AttributeName":"member","Action":14,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=محمد حداد 684,OU=الإمارات,OU=Staff,DC=corp,DC=example","CN=Amelia Smith-Jones,OU=United Kingdom,OU=Staff,DC=corp,DC=example","CN=ليلى الحسن,OU=الإمارات,OU=Staff,DC=corp,DC=example"],"OldMembers":["CN=Amelia Smith-Jones,OU=United Kingdom,OU=Staff,DC=corp,DC=example","CN=ليلى الحسن,OU=الإمارات,OU=Staff,DC=corp,DC=example"],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"requested by phone, see mail","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=ERP Mitarbeiter,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-10-07T23:32:53.6097307","DateTimeLogged":"2021-10-07T23:32:55.6097307","TicDateTime":637692463756097307}');
INSERT INTO "SVC.BackUpHistory" VALUES(421,5,'{"EventID":"3d58a7d0-3004-4f00-a684-feca2fb1be94","IdentityStoreID":"5","UserAccount":"CORP\\g.swiecicka","MachineName":"GID01.corp.example","ClientMachineName":"PC-8049","UserDN":"uid=g.swiecicka,ou=people,O=partner","UserGUID":"99efd5e6-e9ee-4dab-8d31-fbd13b8a0fa7","UserDisplayName":"Grażyna Święcicka","Comments":"組織変更のため所属を更新しました","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"8957dbf4-5e2e-48bb-998a-0c40d472f9f7","ObjectClass":"group","ObjectName":"Händler Süd","DisplayName":"Händler Süd","AttributeName":"description","Action":"2","NewValue":"auf Antrag der Abteilung","OldValue":"Ticket INC0042917","NewValueResolved":"auf Antrag der Abteilung","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":"True","HistoryObjectAttributes":["description"],"DescriptiveData":"cn=Händler Süd,ou=groups,O=partner","listOfAttributes":["description","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":"637705276243902109"}');
INSERT INTO "SVC.BackUpHistory" VALUES(436,5,'{"EventID":"b92f4caf-7417-4f1d-aebf-9beb15c5e1d7","IdentityStoreID":5,"UserAccount":"CORP\\k.alhassan","MachineName":"GID03.corp.example","ClientMachineName":"PC-2063","UserDN":"uid=k.alhassan,ou=people,O=partner","UserGUID":"7bebd569-0e8c-421e-a112-ae5c030daaf9","UserDisplayName":"خالد الحسن","Comments":"see CAB minutes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"8957dbf4-5e2e-48bb-998a-0c40d472f9f7","ObjectClass":"group","ObjectName":"Händler Süd","DisplayName":"Händler Süd","AttributeName":"info","Action":3,"NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","OldValue":"quarterly access review, no objections","NewValueResolved":"Jahresprüfung 2025, freigegeben durch die Revision","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"description","OldValue":"","NewValue":"moved with the reorganisation","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["info"],"DescriptiveData":"cn=Händler Süd,ou=groups,O=partner","listOfAttributes":["info","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637711282097560604}');
INSERT INTO "SVC.BackUpHistory" VALUES(442,5,'{"EventID":"f41b3f73-db50-45fc-a1c3-aa2d8f8a40f8","IdentityStoreID":5,"UserAccount":"CORP\\p.patel","MachineName":"GID03.corp.example","ClientMachineName":"PC-2133","UserDN":"uid=p.patel,ou=people,O=partner","UserGUID":"b3cf2605-e5c2-45ef-8d82-10cfef6bc97e","UserDisplayName":"Priya Patel","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"8957dbf4-5e2e-48bb-998a-0c40d472f9f7","ObjectClass":"group","ObjectName":"Händler Süd","DisplayName":"Händler Süd","AttributeName":"IMSGCriteria","Action":11,"NewValue":"Ticket INC0042917","OldValue":"Ticket INC0042917","NewValueResolved":"Ticket INC0042917","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"info","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["IMSGCriteria"],"DescriptiveData":"cn=Händler Süd,ou=groups,O=partner","listOfAttributes":["IMSGCriteria","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-11-01T13:00:41.9024000Z","DateTimeLogged":"2021-11-01T13:00:43.9024000Z","TicDateTime":637713684439024000}');
INSERT INTO "SVC.BackUpHistory" VALUES(686,6,'{"EventID":"9dbf4bdd-78e1-469b-affa-15db5a2964ae","IdentityStoreID":6,"UserAccount":"LEGACY\\e.adeyemi","MachineName":"GID00.corp.example","ClientMachineName":"PC-5689","UserDN":"CN=Ewan Adeyemi,OU=United Kingdom,OU=Staff,DC=legacy,DC=example","UserGUID":"1adfcc6d-5479-4f62-859c-798f9974ed57","UserDisplayName":"Ewan Adeyemi","Comments":"project closed","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"893bda06-6bee-4ccf-8dd3-510253a89d0d","ObjectClass":"group","ObjectName":"Altbestand Revision","DisplayName":"Altbestand Revision","AttributeName":"displayName","Action":7,"NewValue":"quarterly access review, no objections","OldValue":"requested by phone, see mail","NewValueResolved":"quarterly access review, no objections","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"info","OldValue":"","NewValue":"fusion des équipes","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["displayName"],"DescriptiveData":"CN=Altbestand Revision,OU=Groups,DC=legacy,DC=example","listOfAttributes":["displayName","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-12-11T20:37:17.0243307","DateTimeLogged":"2021-12-11T20:37:19.0243307","TicDateTime":637748518390243307}');
INSERT INTO "SVC.BackUpHistory" VALUES(810,1,'{"EventID":"c745a881-96df-4b6d-a792-24f7e3f5b50c","IdentityStoreID":1,"UserAccount":"CORP\\m.lapinska","MachineName":"GID02.corp.example","ClientMachineName":"PC-8035","UserDN":"CN=Małgorzata Łapińska,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"64f1a669-f822-4123-9592-c718859edda4","UserDisplayName":"Małgorzata Łapińska","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"2194575a-1c5c-44f9-8b01-ce61a7119f2c","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH-Buchhaltung","DisplayName":"Abteilungen-Corp GmbH-Buchhaltung","AttributeName":"displayName","Action":3,"NewValue":"requested by phone, see mail","OldValue":"moved with the reorganisation","NewValueResolved":"requested by phone, see mail","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","Action":2},{"AttributeName":"displayName","OldValue":"","NewValue":"fusion des équipes","Action":2},{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"zmiana organizacyjna","Action":2},{"AttributeName":"member","OldValue":"","NewValue":"zmiana organizacyjna","Action":2},{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","Action":2},{"AttributeName":"mail","OldValue":"","NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","Action":2},{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"zmiana organizacyjna","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["displayName"],"DescriptiveData":"CN=Abteilungen-Corp GmbH-Buchhaltung,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["displayName","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"31.02.2021 25:61","DateTimeLogged":"gestern gegen 14:30 Uhr","TicDateTime":null}');
INSERT INTO "SVC.BackUpHistory" VALUES(993,1,'{"EventID":"4eada35c-be93-4658-aeea-42a9ef061233","IdentityStoreID":1,"UserAccount":"CORP\\a.jaeger","MachineName":"GID02.corp.example","ClientMachineName":"PC-9141","UserDN":"CN=Jäger\\, Anna,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"24f86bd0-cc0a-4bb5-b2d3-b95ba4281c68","UserDisplayName":"Jäger, Anna","Comments":"auf Antrag der Abteilung","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000007","ObjectGUID":"3afb0b63-12ad-42c6-8c29-dcdfaf6fa09e","ObjectClass":"group","ObjectName":"O''Brien''s Team","DisplayName":"O''Brien''s Team","AttributeName":"IMSGCriteria","Action":903,"NewValue":"CHG0018822 approved","OldValue":"fusion des équipes","NewValueResolved":"CHG0018822 approved","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"description","OldValue":"","NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["IMSGCriteria"],"DescriptiveData":"CN=O''Brien''s Team,OU=Groups,DC=corp,DC=example","listOfAttributes":["IMSGCriteria","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637839406975608604}');
INSERT INTO "SVC.BackUpHistory" VALUES(1229,1,'{"EventID":"94768516-288e-4793-aa2a-c038272e8a37","IdentityStoreID":1,"UserAccount":"CORP\\l.mueller","MachineName":"GID03.corp.example","ClientMachineName":"PC-6956","UserDN":"CN=Müller\\, Lieselotte,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"492ccdbc-c094-4c6c-af4a-7584727a5fcc","UserDisplayName":"Müller, Lieselotte","Comments":"fusion des équipes","ChangeMadeBy":"a417af3f-19f5-4812-8dcc-77887d30f84d","ObjectGUID":"a99fd973-3e39-44ef-98c4-2cf7632d99c7","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH-Einkauf","DisplayName":"Abteilungen-Corp GmbH-Einkauf","AttributeName":"mail","Action":10,"NewValue":"moved with the reorganisation","OldValue":"Jahresprüfung 2025, freigegeben durch die Revision","NewValueResolved":"moved with the reorganisation","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["mail"],"DescriptiveData":"CN=Abteilungen-Corp GmbH-Einkauf,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["mail","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2022-04-27T04:28:30.194990+02:00","DateTimeLogged":"2022-04-27T04:28:32.194990+02:00","TicDateTime":637866233121949901}');
INSERT INTO "SVC.BackUpHistory" VALUES(1422,NULL,'{"EventID":"ad63d3d8-fd8a-4e71-a069-32ffac18bd53","IdentityStoreID":null,"UserAccount":"CORP\\o.smith-jones","MachineName":"GID03.corp.example","ClientMachineName":"PC-9550","UserDN":"CN=Oliver Smith-Jones,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"7eec0129-21c5-47d0-93c0-c7de973a6e1a","UserDisplayName":"Oliver Smith-Jones","Comments":"تمت الموافقة على الطلب","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"f0d18092-c3b4-412f-9bda-84e0ec7f75e2","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH","DisplayName":"Abteilungen-Corp GmbH","AttributeName":"member","Action":15,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":"CN=Schäfer\\, Öykü,OU=Deutschland,OU=Staff,DC=corp,DC=example;CN=Schäfer\\, Öykü 379,OU=Deutschland,OU=Staff,DC=corp,DC=example","OldMembers":"CN=Schäfer\\, Öykü 379,OU=Deutschland,OU=Staff,DC=corp,DC=example","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Abteilungen-Corp GmbH,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637921486975608109}');
INSERT INTO "SVC.BackUpHistory" VALUES(1646,1,'{"EventID":"19d06d04-9737-4922-a7f8-4f75e2b77cdd","IdentityStoreID":1,"UserAccount":4711,"MachineName":"GID02.corp.example","ClientMachineName":"PC-2899","UserDN":"CN=Rhys D''Souza 377,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"1b21dc82-fdf3-425f-8fe7-517849d05b86","UserDisplayName":"Rhys D''Souza","Comments":"zmiana organizacyjna","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000006","ObjectGUID":"913a7a7b-5781-4bc3-938e-c35dafe74f3d","ObjectClass":"group","ObjectName":"Müller, Söhne & Co. (Partner)","DisplayName":"Müller, Söhne & Co. (Partner)","AttributeName":"member","Action":"QueryChange","NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=Jäger\\, Friedrich,OU=Deutschland,OU=Staff,DC=corp,DC=example"],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Müller\\, Söhne & Co. (Partner),OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637973537707315109}');
INSERT INTO "SVC.BackUpHistory" VALUES(1774,1,'{"EventID":"e30ba818-13c1-4fb5-a5c9-d860ea91845b","IdentityStoreID":1,"UserAccount":"CORP\\j.duchene","MachineName":"GID00.corp.example","ClientMachineName":"PC-8295","UserDN":"CN=Jérôme Duchêne,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"eb83cbb3-cbcb-4b7d-a6ce-2aded6769f01","UserDisplayName":"Jérôme Duchêne","Comments":"Ticket INC0042917","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"b2844f29-a0db-464a-8e86-565e9378de42","ObjectClass":"group","ObjectName":"HR Gesamt","DisplayName":"HR Gesamt","AttributeName":"member","Action":3,"NewValue":"Ticket INC0042917","OldValue":"CHG0018822 approved","NewValueResolved":"Ticket INC0042917","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":{"Level":11,"HistoryDetails":[{"Level":10,"HistoryDetails":[{"Level":9,"HistoryDetails":[{"Level":8,"HistoryDetails":[{"Level":7,"HistoryDetails":[{"Level":6,"HistoryDetails":[{"Level":5,"HistoryDetails":[{"Level":4,"HistoryDetails":[{"Level":3,"HistoryDetails":[{"Level":2,"HistoryDetails":[{"Level":1,"HistoryDetails":[{"Level":0,"HistoryDetails":["unten"]}]}]}]}]}]}]}]}]}]}]}]},"HasDetails":true,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=HR Gesamt,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2022-09-29T10:19:43.365640+02:00","DateTimeLogged":"2022-09-29T10:19:45.365640+02:00","TicDateTime":638000363853656406}');
INSERT INTO "SVC.BackUpHistory" VALUES(1898,1,'');
INSERT INTO "SVC.BackUpHistory" VALUES(2010,1,'[{"EventID":"3b100b0e-22cb-4422-a009-126139880115","IdentityStoreID":1,"UserAccount":"CORP\\c.taylor618","MachineName":"GID01.corp.example","ClientMachineName":"PC-5909","UserDN":"CN=Chloe Taylor 618,OU=United Kingdom,OU=Staff,DC=corp,DC=example","UserGUID":"9854a6a9-a563-4119-b49c-14ccfccefb99","UserDisplayName":"Chloe Taylor","Comments":"see CAB minutes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":"f0d18092-c3b4-412f-9bda-84e0ec7f75e2","ObjectClass":"group","ObjectName":"Abteilungen-Corp GmbH","DisplayName":"Abteilungen-Corp GmbH","AttributeName":"XGroupSecurity","Action":6,"NewValue":"CHG0018822 approved","OldValue":"Ticket INC0042917","NewValueResolved":"CHG0018822 approved","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"displayName","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2},{"AttributeName":"displayName","OldValue":"","NewValue":"CHG0018822 approved","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"CN=Abteilungen-Corp GmbH,OU=Dynastien,OU=Groups,DC=corp,DC=example","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2022-11-30T10:40:12.6339000Z","DateTimeLogged":"2022-11-30T10:40:14.6339000Z","TicDateTime":638054016146339000}]');
INSERT INTO "SVC.BackUpHistory" VALUES(2248,1,'{"EventID":"ab2ba898-e8f0-48c3-a01f-1945d23e3a32","IdentityStoreID":1,"UserAccount":"CORP\\f.fuss681","MachineName":"GID01.corp.example","ClientMachineName":"PC-9741","UserDN":"CN=Fuß\\, Friedrich 681,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"6e4b9095-2d9b-4333-97bd-eb1a83ce4507","UserDisplayName":"Fuß, Friedrich","Comments":"läuft Ende des Quartals ab 🎉","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000010","ObjectGUID":"0915ba10-e59a-4ba4-8658-23979ef5d725","ObjectClass":"group","ObjectName":"Werkstudenten","DisplayName":"Werkstudenten","AttributeName":"managedBy","Action":16,"NewValue":"auf Antrag der Abteilung","OldValue":"Ticket INC0042917","NewValueResolved":"auf Antrag der Abteilung","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"JoinGroup","WorkflowRequester":"Rhys Okonkwo","WorkflowRequesterGUID":"11817554-b33b-493a-b28c-d83fe829fd5d","HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["managedBy"],"DescriptiveData":"CN=Werkstudenten,OU=Groups,DC=corp,DC=example","listOfAttributes":["managedBy","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":638107668439021604,"CorrelationToken":{"Hop":0,"Route":["GID01","GID02"]},"Legacy":true}');
INSERT INTO "SVC.BackUpHistory" VALUES(2348,1,'{"EventID":"55831ca2-9e1a-4936-a057-edbbcf43e88a","IdentityStoreID":"1","UserAccount":"CORP\\g.zolkiewski","MachineName":"GID00.corp.example","ClientMachineName":"PC-1417","UserDN":"CN=Grażyna Żółkiewski,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"490ea2a4-6d6a-4350-a860-075822512dc4","UserDisplayName":"Grażyna Żółkiewski","Comments":"fusion des équipes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"be771152-06e6-4ba9-bff9-2013a080dfca","ObjectClass":"group","ObjectName":"Fusion 2020","DisplayName":"Fusion 2020","AttributeName":"info","Action":"9","NewValue":"zmiana organizacyjna","OldValue":"CHG0018822 approved","NewValueResolved":"zmiana organizacyjna","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":"True","HistoryObjectAttributes":["info"],"DescriptiveData":"CN=Fusion 2020,OU=Groups,DC=corp,DC=example","listOfAttributes":["info","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2023-03-03T16:10:56.536290+02:00","DateTimeLogged":"2023-03-03T16:10:58.536290+02:00","TicDateTime":"638134494585362901"}');
INSERT INTO "SVC.BackUpHistory" VALUES(2507,NULL,'{"EventID":"a91bee03-e7ff-4034-af8b-7e6ecc2579c4","IdentityStoreID":null,"UserAccount":"CORP\\b.baecker521","MachineName":"GID02.corp.example","ClientMachineName":"PC-0556","UserDN":"CN=Bäcker\\, Björn 521,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"00c86e6c-1533-4ac3-a386-c497e5ac87a3","UserDisplayName":"Bäcker, Björn","Comments":"requested by phone, see mail","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"725e719e-e884-4c49-865f-1da818e2b202","ObjectClass":"group","ObjectName":"Standorte (Skript)","DisplayName":"Standorte (Skript)","AttributeName":"XGroupSecurity","Action":6,"NewValue":"moved with the reorganisation","OldValue":"Ticket INC0042917","NewValueResolved":"moved with the reorganisation","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"CN=Standorte (Skript),OU=Groups,DC=corp,DC=example","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2023-04-02T19:06:33.121640+02:00","DateTimeLogged":"2023-04-02T19:06:35.121640+02:00","TicDateTime":638160519951216406}');
INSERT INTO "SVC.BackUpHistory" VALUES(3584,5,'{"EventID":"51b65bcd-bd1b-4ccb-a8e0-40eddb0b1aca","IdentityStoreID":5,"UserAccount":"CORP\\h.beranger","MachineName":"GID00.corp.example","ClientMachineName":"PC-5058","UserDN":"uid=h.beranger,ou=people,O=partner","UserGUID":"39602f89-312a-4d9e-9d3e-d3e4ee576e32","UserDisplayName":"Hélène Béranger","Comments":"Ticket INC0042917","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":"8957dbf4-5e2e-48bb-998a-0c40d472f9f7","ObjectClass":"group","ObjectName":"Händler Süd","DisplayName":"Händler Süd","AttributeName":"XGroupSecurity","Action":6,"NewValue":"quarterly access review, no objections","OldValue":"requested by phone, see mail","NewValueResolved":"quarterly access review, no objections","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"displayName","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2},{"AttributeName":"IMSGCriteria","OldValue":"","NewValue":"quarterly access review, no objections","Action":2},{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"fusion des équipes","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["XGroupSecurity"],"DescriptiveData":"cn=Händler Süd,ou=groups,O=partner","listOfAttributes":["XGroupSecurity","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2023-12-04T18:51:55.0727307","DateTimeLogged":"2023-12-04T18:51:57.0727307","TicDateTime":638373127170727307}');
INSERT INTO "SVC.BackUpHistory" VALUES(4083,6,'');
INSERT INTO "SVC.BackUpHistory" VALUES(4792,1,'{"EventID":"23f7ca8e-5899-42e7-a669-c27e18e082d4","IdentityStoreID":1,"UserAccount":"CORP\\m.weiss549","MachineName":"GID03.corp.example","ClientMachineName":"PC-5887","UserDN":"CN=Weiß\\, Matthias 549,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"b9953c10-6715-4091-8a44-38c88e6f2e0d","UserDisplayName":"Weiß, Matthias","Comments":"Jahresprüfung 2025, freigegeben durch die Revision","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000008","ObjectGUID":"b7a89772-2f95-4a7c-82f3-bc268b60b004","ObjectClass":"group","ObjectName":"Projekt Nordlicht","DisplayName":"Projekt Nordlicht","AttributeName":"member","Action":15,"NewValue":"(|(mail=nutzer0@corp.example)(mail=nutzer1@corp.example)(mail=nutzer2@corp.example)(mail=nutzer3@corp.example)(mail=nutzer4@corp.example)(mail=nutzer5@corp.example)(mail=nutzer6@corp.example)(mail=nutzer7@corp.example)(mail=nutzer8@corp.example)(mail=nutzer9@corp.example)(mail=nutzer10@corp.example)(mail=nutzer11@corp.example)(mail=nutzer12@corp.example)(mail=nutzer13@corp.example)(mail=nutzer14@corp.example)(mail=nutzer15@corp.example)(mail=nutzer16@corp.example)(mail=nutzer17@corp.example)(mail=nutzer18@corp.example)(mail=nutzer19@corp.example)(mail=nutzer20@corp.example)(mail=nutzer21@corp.example)(mail=nutzer22@corp.example)(mail=nutzer23@corp.example)(mail=nutzer24@corp.example)(mail=nutzer25@corp.example)(mail=nutzer26@corp.example)(mail=nutzer27@corp.example)(mail=nutzer28@corp.example)(mail=nutzer29@corp.example)(mail=nutzer30@corp.example)(mail=nutzer31@corp.example)(mail=nutzer32@corp.example)(mail=nutzer33@corp.example)(mail=nutzer34@corp.example)(mail=nutzer35@corp.example)(mail=nutzer36@corp.example)(mail=nutzer37@corp.example)(mail=nutzer38@corp.example)(mail=nutzer39@corp.example)(mail=nutzer40@corp.example)(mail=nutzer41@corp.example)(mail=nutzer42@corp.example)(mail=nutzer43@corp.example)(mail=nutzer44@corp.example)(mail=nutzer45@corp.example)(mail=nutzer46@corp.example)(mail=nutzer47@corp.example)(mail=nutzer48@corp.example)(mail=nutzer49@corp.example)(mail=nutzer50@corp.example)(mail=nutzer51@corp.example)(mail=nutzer52@corp.example)(mail=nutzer53@corp.example)(mail=nutzer54@corp.example)(mail=nutzer55@corp.example)(mail=nutzer56@corp.example)(mail=nutzer57@corp.example)(mail=nutzer58@corp.example)(mail=nutzer59@corp.example)(mail=nutzer60@corp.example)(mail=nutzer61@corp.example)(mail=nutzer62@corp.example)(mail=nutzer63@corp.example)(mail=nutzer64@corp.example)(mail=nutzer65@corp.example)(mail=nutzer66@corp.example)(mail=nutzer67@corp.example)(mail=nutzer68@corp.example)(mail=nutzer69@corp.example)(mail=nutzer70@corp.example)(mail=nutzer71@corp.example)(mail=nutzer72@corp.example)(mail=nutzer73@corp.example)(mail=nutzer74@corp.example)(mail=nutzer75@corp.example)(mail=nutzer76@corp.example)(mail=nutzer77@corp.example)(mail=nutzer78@corp.example)(mail=nutzer79@corp.example)(mail=nutzer80@corp.example)(mail=nutzer81@corp.example)(mail=nutzer82@corp.example)(mail=nutzer83@corp.example)(mail=nutzer84@corp.example)(mail=nutzer85@corp.example)(mail=nutzer86@corp.example)(mail=nutzer87@corp.example)(mail=nutzer88@corp.example)(mail=nutzer89@corp.example)(mail=nutzer90@corp.example)(mail=nutzer91@corp.example)(mail=nutzer92@corp.example)(mail=nutzer93@corp.example)(mail=nutzer94@corp.example)(mail=nutzer95@corp.example)(mail=nutzer96@corp.example)(mail=nutzer97@corp.example)(mail=nutzer98@corp.example)(mail=nutzer99@corp.example)(mail=nutzer100@corp.example)(mail=nutzer101@corp.example)(mail=nutzer102@corp.example)(mail=nutzer103@corp.example)(mail=nutzer104@corp.example)(mail=nutzer105@corp.example)(mail=nutzer106@corp.example)(mail=nutzer107@corp.example)(mail=nutzer108@corp.example)(mail=nutzer109@corp.example)(mail=nutzer110@corp.example)(mail=nutzer111@corp.example)(mail=nutzer112@corp.example)(mail=nutzer113@corp.example)(mail=nutzer114@corp.example)(mail=nutzer115@corp.example)(mail=nutzer116@corp.example)(mail=nutzer117@corp.example)(mail=nutzer118@corp.example)(mail=nutzer119@corp.example)(mail=nutzer120@corp.example)(mail=nutzer121@corp.example)(mail=nutzer122@corp.example)(mail=nutzer123@corp.example)(mail=nutzer124@corp.example)(mail=nutzer125@corp.example)(mail=nutzer126@corp.example)(mail=nutzer127@corp.example)(mail=nutzer128@corp.example)(mail=nutzer129@corp.example)(mail=nutzer130@corp.example)(mail=nutzer131@corp.example)(mail=nutzer132@corp.example)(mail=nutzer133@corp.example)(mail=nutzer134@corp.example)(mail=nutzer135@corp.example)(mail=nutzer136@corp.example)(mail=nutzer137@corp.example)(mail=nutzer138@corp.example)(mail=nutzer139@corp.example)(mail=nutzer140@corp.example)(mail=nutzer141@corp.example)(mail=nutzer142@corp.example)(mail=nutzer143@corp.example)(mail=nutzer144@corp.example)(mail=nutzer145@corp.example)(mail=nutzer146@corp.example)(mail=nutzer147@corp.example)(mail=nutzer148@corp.example)(mail=nutzer149@corp.example)(mail=nutzer150@corp.example)(mail=nutzer151@corp.example)(mail=nutzer152@corp.example)(mail=nutzer153@corp.example)(mail=nutzer154@corp.example)(mail=nutzer155@corp.example)(mail=nutzer156@corp.example)(mail=nutzer157@corp.example)(mail=nutzer158@corp.example)(mail=nutzer159@corp.example)(mail=nutzer160@corp.example)(mail=nutzer161@corp.example)(mail=nutzer162@corp.example)(mail=nutzer163@corp.example)(mail=nutzer164@corp.example)(mail=nutzer165@corp.example)(mail=nutzer166@corp.example)(mail=nutzer167@corp.example)(mail=nutzer168@corp.example)(mail=nutzer169@corp.example)(mail=nutzer170@corp.example)(mail=nutzer171@corp.example)(mail=nutzer172@corp.example)(mail=nutzer173@corp.example)(mail=nutzer174@corp.example)(mail=nutzer175@corp.example)(mail=nutzer176@corp.example)(mail=nutzer177@corp.example)(mail=nutzer178@corp.example)(mail=nutzer179@corp.example)(mail=nutzer180@corp.example)(mail=nutzer181@corp.example)(mail=nutzer182@corp.example)(mail=nutzer183@corp.example)(mail=nutzer184@corp.example)(mail=nutzer185@corp.example)(mail=nutzer186@corp.example)(mail=nutzer187@corp.example)(mail=nutzer188@corp.example)(mail=nutzer189@corp.example)(mail=nutzer190@corp.example)(mail=nutzer191@corp.example)(mail=nutzer192@corp.example)(mail=nutzer193@corp.example)(mail=nutzer194@corp.example)(mail=nutzer195@corp.example)(mail=nutzer196@corp.example)(mail=nutzer197@corp.example)(mail=nutzer198@corp.example)(mail=nutzer199@corp.example)(mail=nutzer200@corp.example)(mail=nutzer201@corp.example)(mail=nutzer202@corp.example)(mail=nutzer203@corp.example)(mail=nutzer204@corp.example)(mail=nutzer205@corp.example)(mail=nutzer206@corp.example)(mail=nutzer207@corp.example)(mail=nutzer208@corp.example)(mail=nutzer209@corp.example)(mail=nutzer210@corp.example)(mail=nutzer211@corp.example))","OldValue":"Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. Beschreibung der Gruppe für die Prüfung – ünïcödé. ","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["CN=太郎 斎藤 514,OU=日本,OU=Staff,DC=corp,DC=example","CN=Bäcker\\, Friedrich,OU=Deutschland,OU=Staff,DC=corp,DC=example"],"OldMembers":["CN=Bäcker\\, Friedrich,OU=Deutschland,OU=Staff,DC=corp,DC=example"],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"moved with the reorganisation","Action":2},{"AttributeName":"description","OldValue":"","NewValue":"moved with the reorganisation","Action":2},{"AttributeName":"XAdditionalOwner","OldValue":"","NewValue":"Jahresprüfung 2025, freigegeben durch die Revision","Action":2},{"AttributeName":"info","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2},{"AttributeName":"mail","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["member"],"DescriptiveData":"CN=Projekt Nordlicht,OU=Groups,DC=corp,DC=example","listOfAttributes":["member","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2024-08-12T10:05:05.3165000Z","DateTimeLogged":"2024-08-12T10:05:07.3165000Z","TicDateTime":638590539073165000}');
INSERT INTO "SVC.BackUpHistory" VALUES(4895,6,'{"EventID":"4af32f8b-b311-4ed8-af43-105e417f4983","IdentityStoreID":6,"UserAccount":"LEGACY\\l.grossmann","MachineName":"GID03.corp.example","ClientMachineName":"PC-3513","UserDN":"CN=Großmann\\, Lieselotte,OU=Deutschland,OU=Staff,DC=legacy,DC=example","UserGUID":"f3e31d54-26b2-4b16-b0f8-42586c5f9573","UserDisplayName":"Großmann, Lieselotte","Comments":"see CAB minutes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":"a67d7f59-6206-4e1a-b31d-ef6d92d65330","ObjectClass":"group","ObjectName":"Team Rakete \ud83d","DisplayName":"Altbestand Alle","AttributeName":"IMSGCriteria","Action":9,"NewValue":"zmiana organizacyjna","OldValue":"quarterly access review, no objections","NewValueResolved":"zmiana organizacyjna","OldValueResolved":null,"NewMembers":[],"OldMembers":[],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["IMSGCriteria"],"DescriptiveData":"CN=Altbestand Alle,OU=Groups,DC=legacy,DC=example","listOfAttributes":["IMSGCriteria","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2024-09-12T11:15:19.9506307","DateTimeLogged":"2024-09-12T11:15:21.9506307","TicDateTime":638617365219506307}');
INSERT INTO "SVC.BackUpHistory" VALUES(6906,1,'{"EventID":"7dfe8f61-3417-4044-ad60-c314ecd85a24","IdentityStoreID":1,"UserAccount":"CORP\\s.celik","MachineName":"GID03.corp.example","ClientMachineName":"PC-3016","UserDN":"CN=Şebnem Çelik,OU=Türkiye,OU=Staff,DC=corp,DC=example","UserGUID":"db718c3e-b465-462c-b7c2-34ae40d535d3","UserDisplayName":"Şebnem Çelik","Comments":"Ticket INC0042917","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000010","ObjectGUID":"2bd89742-d704-4f3b-afff-474c67a0b689","ObjectClass":"group","ObjectName":"Team Rakete \ud83d","DisplayName":"EXPIRED_Messe Hannover","AttributeName":"IMSGCriteria","Action":11,"NewValue":"CHG0018822 approved","OldValue":"Jahresprüfung 2025, freigegeben durch die Revision","NewValueResolved":"CHG0018822 approved","OldValueResolved":null,"NewMembers":"","OldMembers":"","RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["IMSGCriteria"],"DescriptiveData":"CN=EXPIRED_Messe Hannover,OU=Groups,DC=corp,DC=example","listOfAttributes":["IMSGCriteria","whenChanged"],"ClientType":"Web","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":639046583560967109}');
INSERT INTO "SVC.BackUpHistory" VALUES(7475,5,'{"EventID":"ed57e1dc-d34c-4c01-a628-a3e62a5648a0","IdentityStoreID":5,"UserAccount":"CORP\\m.takahashi","MachineName":"GID02.corp.example","ClientMachineName":"PC-6722","UserDN":"uid=m.takahashi,ou=people,O=partner","UserGUID":"32495f2a-e967-4120-9e29-deb3703caed3","UserDisplayName":"髙橋 美咲","Comments":"","ChangeMadeBy":"94a7da3f-decc-43d0-81cd-2e59b246cbf9","ObjectGUID":"8957dbf4-5e2e-48bb-998a-0c40d472f9f7","ObjectClass":"group","ObjectName":"Händler Süd","DisplayName":"Händler Süd","AttributeName":"member","Action":13,"NewValue":"","OldValue":"","NewValueResolved":null,"OldValueResolved":null,"NewMembers":["uid=j.jaeger,ou=people,O=partner","uid=f.alsuwaidi,ou=people,O=partner"],"OldMembers":["uid=f.alsuwaidi,ou=people,O=partner"],"RequestedAction":"None","WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["member"],"DescriptiveData":"cn=Händler Süd,ou=groups,O=partner","listOfAttributes":["member","whenChanged"],"ClientType":"Service","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2026-05-26T10:40:12.6332307","DateTimeLogged":"2026-05-26T10:40:14.6332307","TicDateTime":639153888146332307}');
CREATE TABLE "SVC.Client" (
	"ClientId" INTEGER NOT NULL, 
	"Name" TEXT NOT NULL, 
	"Secret" CHAR(36) NOT NULL, 
	"ReturnURL" TEXT, 
	"ErrorURL" TEXT, 
	"TokenFormat" TEXT, 
	"Certificate" TEXT, 
	"ClientType" TEXT, 
	PRIMARY KEY ("ClientId")
);
INSERT INTO "SVC.Client" VALUES(1,'Management Shell','C11E4700-0000-4000-8000-000000000001',NULL,NULL,'SAML11',NULL,'ManagementShell');
INSERT INTO "SVC.Client" VALUES(4,'Admin Center','C11E4700-0000-4000-8000-000000000004','https://groupid.corp.example:4443/AdminCenter/','https://groupid.corp.example:4443/AdminCenter/Error/','SAML11','CN=GroupIDSecurityService','AdminCenter');
INSERT INTO "SVC.Client" VALUES(5,'Intranet','C11E4700-0000-4000-8000-000000000005','https://groupid.corp.example:4443/Intranet/','https://groupid.corp.example:4443/Intranet/Error/','SAML11','CN=GroupIDSecurityService','SelfService Portal');
CREATE TABLE "SVC.ConfigurationAttribute" (
	"AttributeID" INTEGER NOT NULL, 
	"AttributeName" TEXT NOT NULL, 
	PRIMARY KEY ("AttributeID")
);
INSERT INTO "SVC.ConfigurationAttribute" VALUES(1,'DomainName');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(2,'ServiceAccountPassword');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(3,'ServiceAccount');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(4,'SSLEnabled');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(5,'HostName');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(6,'Port');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(7,'ApplicationId');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(8,'ClientSecret');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(9,'PfxCertificate');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(10,'PfxPassword');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(11,'PrimaryDomainName');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(12,'Cloud');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(13,'AdminUsername');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(14,'ApiKey');
INSERT INTO "SVC.ConfigurationAttribute" VALUES(15,'P12KeyFile');
CREATE TABLE "SVC.GroupMembership" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"MemberGUID" CHAR(36) NOT NULL, 
	"MembershipType" TEXT NOT NULL, 
	"BeginningDate" DATETIME, 
	"EndingDate" DATETIME, 
	PRIMARY KEY ("ObjectGUID", "MemberGUID")
);
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','6aae2c06-493e-418c-837f-d97c89855aa1','Temporary Member','2026-10-06 09:30:00.0000000','2027-01-26T09:30:00.0000000Z');
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','d5bf2351-02b4-4789-8091-9325e60198b1','Addition Pending','2026-11-13T09:30:00.0000000Z','2026-12-25T09:30:00+00:00');
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','c8409b05-7e28-4ad8-a277-b5e87292e6ea','Removal Pending','2026-11-13T09:30:00+00:00',NULL);
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','1b3f46db-a8ff-470d-bb79-0ad3f673df25','Temporary Removed','2026-09-26 09:30:00','2026-12-05 09:30:00.0000000');
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','4726fd20-62a0-47e6-b5d6-48705eafaddd','Temporary Member','2026-09-27 09:30:00.0000000','2026-12-30T09:30:00.0000000Z');
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','9ca3f37a-ce1c-4b4b-ace3-9303da71cdcd','Addition Pending','2026-11-13T09:30:00.0000000Z','2027-01-24T09:30:00+00:00');
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','f5b64a20-2dce-4133-a562-6da6f10a0a12','Removal Pending','2026-11-13T09:30:00+00:00',NULL);
INSERT INTO "SVC.GroupMembership" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','222ca1fe-0944-4c2e-9190-f40b302483d2','Temporary Removed','2026-10-27 09:30:00','2027-01-27 09:30:00.0000000');
CREATE TABLE "SVC.GroupObject" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"DistinguishedName" TEXT NOT NULL, 
	"SamAccountName" TEXT NOT NULL, 
	"CommonName" TEXT NOT NULL, 
	"DisplayName" TEXT, 
	"ManagedGroupType" INTEGER NOT NULL, 
	"SecurityType" TEXT, 
	"GroupIDVersion" TEXT, 
	"CreatedInVersion" TEXT, 
	"ExpirationPolicy" INTEGER, 
	"ExpirationDate" DATETIME, 
	"IsExpired" BOOLEAN NOT NULL, 
	"IsDeleted" BOOLEAN NOT NULL, 
	"Criteria" TEXT, 
	"ObjectTypes" TEXT, 
	"StartPaths" TEXT, 
	"IncludeRecipients" TEXT, 
	"ExcludeRecipients" TEXT, 
	"Storage" TEXT, 
	"UpdateEnabled" BOOLEAN NOT NULL, 
	"LastUpdate" DATETIME, 
	"Script" TEXT, 
	"PowerTools" TEXT, 
	"DataSourceType" TEXT, 
	"DataSourceConnection" TEXT, 
	"DataSourceQuery" TEXT, 
	"KeyMapDB" TEXT, 
	"KeyMapAD" TEXT, 
	"PasswordExpiry" TEXT, 
	"ParentGUID" CHAR(36), 
	"GroupBy" TEXT, 
	"GroupByValue" TEXT, 
	"AliasTemplate" TEXT, 
	"DisplayNameTemplate" TEXT, 
	"InheritanceBehaviour" INTEGER, 
	"InheritedAttributes" TEXT, 
	"TopManager" CHAR(36), 
	"ManagerialOptions" TEXT, 
	PRIMARY KEY ("ObjectGUID")
);
INSERT INTO "SVC.GroupObject" VALUES('75e58bf7-0abc-4baa-81c1-6fa01935c0f7',1,'CN=Rakete (alt),DC=corp,DC=example','Rocket-Launch--7','Rakete (alt)','🚀 Rocket Launch Team 👩‍🚀',2,'Semi_Private','10.0','8.1.0.0',30,'2027-07-13 09:30:00',0,0,'(title Contains "Engineer")','[6,7,8]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-22 06:29:59',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('3afb0b63-12ad-42c6-8c29-dcdfaf6fa09e',1,'CN=O''Brien''s Team,OU=Groups,DC=corp,DC=example','OBriens-Team-9','O''Brien''s Team','O''Brien''s Team',2,'Semi_Private','10.0','9.0.6512.1',365,'2027-02-03T09:30:00.0000000Z',0,0,'(sn is exactly "O''Brien")','[6,7,8]','[{"Path":"DC=corp,DC=example","Scope":2}]','["16e0bcf5-c989-459e-8b6e-c487f2eef18e","31d9ef96-612e-45f0-a2b1-7925b6af8bd2","94525d9d-e276-4f77-bf16-b6e7ebf05fc5"]','["16e0bcf5-c989-459e-8b6e-c487f2eef18e"]','*',1,'2026-10-19T06:29:59.6915460Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('b2844f29-a0db-464a-8e86-565e9378de42',1,'CN=HR Gesamt,OU=Groups,DC=corp,DC=example','HR-Gesamt-15','HR Gesamt','HR Gesamt',2,'Private','10.0','9.0.6512.1',60,'2027-01-12 09:30:00',0,0,'(mail is exactly Database.[mail])','[6,7,8]','[{"Path":"OU=Staff,DC=corp,DC=example","Scope":2},{"Path":"OU=Externe\\, Berater,DC=corp,DC=example","Scope":1}]',NULL,NULL,'*',1,'2026-10-25 00:29:59',NULL,NULL,'Microsoft SQL Driver','Data Source=''sql01.corp.example'';Initial Catalog=HR;Password=''not-a-secret'';User ID=''hr_reader'';Integrated Security=False;','SELECT [mail], [kostenstelle] FROM [hr].[personal] WHERE [austritt] IS NULL','mail','mail',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('2eb8b4b1-0e99-4ab7-af2b-88e871e3e4db',1,'CN=Abteilungen-Corp GmbH-Vertrieb,OU=Dynastien,OU=Groups,DC=corp,DC=example','Abteilungen-Co-27','Abteilungen-Corp GmbH-Vertrieb','Abteilungen-Corp GmbH-Vertrieb',5,'Private','10.0','10.0.7784.0',NULL,'9999-12-31 00:00:00.0000000',0,0,NULL,'[1,2,3,6]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-24 08:29:59',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'f0d18092-c3b4-412f-9bda-84e0ec7f75e2',NULL,'Vertrieb','Abteilungen-Corp-Gmb-%GROUPBY%','Abteilungen-Corp GmbH-Vertrieb %GROUPBY%',1,'["managedBy","groupType"]',NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('f0d18092-c3b4-412f-9bda-84e0ec7f75e2',1,'CN=Abteilungen-Corp GmbH,OU=Dynastien,OU=Groups,DC=corp,DC=example','Abteilungen-Co-29','Abteilungen-Corp GmbH','Abteilungen-Corp GmbH',4,'Private','10.0','8.1.0.0',NULL,'9999-12-31 00:00:00.0000000',0,0,NULL,'[1,6]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-17T15:29:59.6010780Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'76870527-df3e-4420-bf0a-53b0c8c2d9c8',NULL,'Corp GmbH','Abteilungen-Corp-Gmb-%GROUPBY%','Abteilungen-Corp GmbH %GROUPBY%',1,'["managedBy","groupType"]',NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('76870527-df3e-4420-bf0a-53b0c8c2d9c8',1,'CN=Abteilungen,OU=Groups,DC=corp,DC=example','Abteilungen-31','Abteilungen','Abteilungen',3,'Private','10.0','10.0.7784.0',365,'2027-05-19 09:30:00',0,0,NULL,'[1,2,3,6]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-25 09:29:59',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[{"Attribute":"company","ChildContainer":"OU=Dynastien,OU=Groups,DC=corp,DC=example","Filter":"","Separator":"-"},{"Attribute":"department","ChildContainer":"","Filter":"Left 12","Separator":"-"}]',NULL,'Abteilungen-%GROUPBY%','Abteilungen %GROUPBY%',0,'["managedBy","groupType"]',NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('08a5388f-bc0f-4612-8e0d-41f0a7f97d26',1,'CN=Passwort läuft ab (14 Tage),OU=Groups,DC=corp,DC=example','Passwort-laeuf-41','Passwort läuft ab (14 Tage)','Passwort läuft ab (14 Tage)',6,'Semi_Private','10.0','8.1.0.0',30,'2027-02-15T09:30:00.0000000Z',0,0,NULL,'[6]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-17T17:29:59.7115400Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"DomainExpiration":42,"ExpirationRange":14,"IncludeDisabledUsers":false,"IncludePasswordNeverExpireUsers":false,"SendEmail":true,"EmailTemplatePath":"D:\\GroupID\\Vorlagen\\Kennwort läuft ab.html"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004',1,'CN=Projekt Nordlicht,OU=Groups,DC=corp,DC=example','Projekt-Nordli-44','Projekt Nordlicht',NULL,1,'Public','10.0','9.0.6512.1',0,'9999-12-31 00:00:00.0000000',0,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('8957dbf4-5e2e-48bb-998a-0c40d472f9f7',5,'cn=Händler Süd,ou=groups,O=partner','Haendler-Sued-47','Händler Süd','تجار الجنوب',1,'Private','10.0',NULL,120,'2027-07-20 09:30:00',0,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('e96379cc-1ae2-438f-8ada-904ba3f0710c',1,'CN=EXPIRED_Betriebsfest 2019,OU=Groups,DC=corp,DC=example','EXPIRED-Betrie-50','EXPIRED_Betriebsfest 2019','EXPIRED_Betriebsfest 2019',1,'Private','10.0','9.0.6512.1',60,'2026-04-15T09:30:00+00:00',1,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('be771152-06e6-4ba9-bff9-2013a080dfca',1,'CN=Fusion 2020,OU=Groups,DC=corp,DC=example','Fusion-2020-56','Fusion 2020','Fusion 2020',2,'Public','10.0',NULL,0,'9999-12-31 00:00:00.0000000',0,0,'(company Contains "Altbau")','[1,2,3,6]','[{"Path":"DC=corp,DC=example","Scope":2}]',NULL,NULL,'*',1,'2026-10-29 22:29:59.6405460',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "SVC.GroupObject" VALUES('893bda06-6bee-4ccf-8dd3-510253a89d0d',6,'CN=Altbestand Revision,OU=Groups,DC=legacy,DC=example','Altbestand-Rev-57','Altbestand Revision','Altbestand Revision',1,'Public','10.0','10.0.7784.0',365,'2027-07-20T09:30:00.0000000Z',0,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "SVC.GroupOwner" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"OwnerGUID" CHAR(36) NOT NULL, 
	"NotifyOptOut" BOOLEAN NOT NULL, 
	PRIMARY KEY ("ObjectGUID", "OwnerGUID")
);
INSERT INTO "SVC.GroupOwner" VALUES('75e58bf7-0abc-4baa-81c1-6fa01935c0f7','bd71e06c-3d1d-4c8c-85c2-3f7d73803a9b',1);
INSERT INTO "SVC.GroupOwner" VALUES('75e58bf7-0abc-4baa-81c1-6fa01935c0f7','59a04d35-33a5-4ad4-8037-d23b9c7314a4',0);
INSERT INTO "SVC.GroupOwner" VALUES('75e58bf7-0abc-4baa-81c1-6fa01935c0f7','22ab48e4-1256-4e03-9c79-eef9fdef7e49',0);
INSERT INTO "SVC.GroupOwner" VALUES('76870527-df3e-4420-bf0a-53b0c8c2d9c8','40509f3b-ddd8-4398-98c0-283bd6546b12',0);
INSERT INTO "SVC.GroupOwner" VALUES('76870527-df3e-4420-bf0a-53b0c8c2d9c8','c4d34fa5-61c8-4815-837e-f84d2bb549f1',0);
INSERT INTO "SVC.GroupOwner" VALUES('76870527-df3e-4420-bf0a-53b0c8c2d9c8','2e2f4671-468c-4835-bafd-93d7336dacca',0);
INSERT INTO "SVC.GroupOwner" VALUES('b7a89772-2f95-4a7c-82f3-bc268b60b004','09817615-0af8-42c8-9b14-c2518e3ed7aa',1);
INSERT INTO "SVC.GroupOwner" VALUES('893bda06-6bee-4ccf-8dd3-510253a89d0d','32930be2-1457-4629-995f-dcf4d16e3e4f',0);
CREATE TABLE "SVC.IdentityStore" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"IdentityStoreName" TEXT NOT NULL, 
	"StoreTypeId" INTEGER NOT NULL, 
	"Description" TEXT, 
	"IsEnabled" BOOLEAN NOT NULL, 
	"ShouldReplicate" BOOLEAN NOT NULL, 
	"IsNotificationEnabled" BOOLEAN NOT NULL, 
	"LoginText" TEXT, 
	"ImageURL" TEXT, 
	"PreferredDomains" TEXT, 
	"ExcludedDomains" TEXT, 
	"DomainPriorities" TEXT, 
	"PreferredDCFallbackEnabled" BOOLEAN NOT NULL, 
	"CreationDate" DATETIME, 
	PRIMARY KEY ("IdentityStoreId")
);
INSERT INTO "SVC.IdentityStore" VALUES(1,'Konzern',1,'Stammdomäne, alle Gesellschaften in Deutschland',1,1,1,'Anmeldung „Konzern“',NULL,'["corp.example"]','["alt.corp.example"]','[{"Domain":"corp.example","DomainController":"dc01.corp.example","Priority":1},{"Domain":"corp.example","DomainController":"dc02.corp.example","Priority":2}]',1,'2021-01-21T09:30:00.0000000Z');
INSERT INTO "SVC.IdentityStore" VALUES(5,'Partnerverzeichnis',3,'LDAP-Verzeichnis der Händler',1,1,0,NULL,NULL,NULL,NULL,NULL,0,'2022-01-16T09:30:00.0000000Z');
INSERT INTO "SVC.IdentityStore" VALUES(6,'Altbestand (stillgelegt)',1,'Frozen after the merger; kept for audits',0,0,1,NULL,NULL,'["legacy.example"]',NULL,NULL,0,'2022-04-16T09:30:00+00:00');
CREATE TABLE "SVC.IdentityStoreHistory" (
	"id" INTEGER NOT NULL, 
	"IdentityStoreID" INTEGER, 
	"JsonData" TEXT NOT NULL, 
	PRIMARY KEY ("id")
);
INSERT INTO "SVC.IdentityStoreHistory" VALUES(19,1,'{"EventID":"72415530-4def-4982-af25-55b8c53b2327","IdentityStoreID":1,"UserAccount":"CORP\\f.baecker497","MachineName":"GID03.corp.example","ClientMachineName":"PC-3222","UserDN":"CN=Bäcker\\, Friedrich 497,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"3ced1d70-22dc-4968-9475-ee30304523a1","UserDisplayName":"Bäcker, Friedrich","Comments":"fusion des équipes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000002","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"HistoryRetention","Action":24,"OldValue":"49","NewValue":"142","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["HistoryRetention"],"DescriptiveData":"HistoryRetention @ corp.example","listOfAttributes":["HistoryRetention"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-01T01:29:58.0000002","DateTimeLogged":"2021-09-01T01:30:00.0000002","TicDateTime":637660566000000002}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(23,1,'{"EventID":"1f2468d5-398a-4b74-ae2c-122157cc6a8b","IdentityStoreID":1,"UserAccount":"CORP\\m.galazka","MachineName":"GID03.corp.example","ClientMachineName":"PC-8271","UserDN":"CN=Małgorzata Gałązka,OU=Polska,OU=Staff,DC=corp,DC=example","UserGUID":"f7fd0c1d-61f6-4297-b00b-63c9262a803d","UserDisplayName":"Małgorzata Gałązka","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"SmtpServer","Action":23,"OldValue":"53","NewValue":"48","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"description","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["SmtpServer"],"DescriptiveData":"SmtpServer @ corp.example","listOfAttributes":["SmtpServer"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-09-26T11:29:58+02:00","DateTimeLogged":"2021-09-26T11:30:00+02:00","TicDateTime":637682454000000006}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(33,1,'{"EventID":"b5e0987c-4ed5-4b0f-aed7-005d9ba82a6b","IdentityStoreID":1,"UserAccount":"CORP\\h.vogt","MachineName":"GID00.corp.example","ClientMachineName":"PC-1556","UserDN":"CN=Vogt\\, Heike,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"61285f3a-fc47-4779-b656-b6af36dada08","UserDisplayName":"Vogt, Heike","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"RoleCriteria","Action":23,"OldValue":"63","NewValue":"224","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"requested by phone, see mail","Action":2},{"AttributeName":"XGroupSecurity","OldValue":"","NewValue":"quarterly access review, no objections","Action":2},{"AttributeName":"description","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2},{"AttributeName":"info","OldValue":"","NewValue":"zmiana organizacyjna","Action":2},{"AttributeName":"IMSGCriteria","OldValue":"","NewValue":"quarterly access review, no objections","Action":2},{"AttributeName":"managedBy","OldValue":"","NewValue":"requested by phone, see mail","Action":2},{"AttributeName":"displayName","OldValue":"","NewValue":"moved with the reorganisation","Action":2},{"AttributeName":"info","OldValue":"","NewValue":"fusion des équipes","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["RoleCriteria"],"DescriptiveData":"RoleCriteria @ corp.example","listOfAttributes":["RoleCriteria"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-11-28T19:29:58+02:00","DateTimeLogged":"2021-11-28T19:30:00+02:00","TicDateTime":637737174000000006}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(34,1,'{"EventID":"2031dd52-f241-4ba2-a929-40a767219dba","IdentityStoreID":1,"UserAccount":"CORP\\b.lefevre589","MachineName":"GID02.corp.example","ClientMachineName":"PC-8790","UserDN":"CN=Benoît Lefèvre 589,OU=France,OU=Staff,DC=corp,DC=example","UserGUID":"e1540c65-ac8f-498e-b97c-56ffd1f476b0","UserDisplayName":"Benoît Lefèvre","Comments":"CHG0018822 approved","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"WorkflowApprover","Action":24,"OldValue":"64","NewValue":"318","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["WorkflowApprover"],"DescriptiveData":"WorkflowApprover @ corp.example","listOfAttributes":["WorkflowApprover"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2021-12-05T01:29:58.0000007","DateTimeLogged":"2021-12-05T01:30:00.0000007","TicDateTime":637742646000000007}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(36,1,'{"EventID":"7a0cbbf4-6c6a-46b9-a707-bef78de358e8","IdentityStoreID":1,"UserAccount":"CORP\\m.weiss549","MachineName":"GID01.corp.example","ClientMachineName":"PC-6805","UserDN":"CN=Weiß\\, Matthias 549,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"b9953c10-6715-4091-8a44-38c88e6f2e0d","UserDisplayName":"Weiß, Matthias","Comments":"see CAB minutes","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000004","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"GroupLifeDays","Action":21,"OldValue":"66","NewValue":"327","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"member","OldValue":"","NewValue":"auf Antrag der Abteilung","Action":2},{"AttributeName":"info","OldValue":"","NewValue":"Ticket INC0042917","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["GroupLifeDays"],"DescriptiveData":"GroupLifeDays @ corp.example","listOfAttributes":["GroupLifeDays"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":null,"DateTimeLogged":null,"TicDateTime":637753590000000009}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(40,5,'{"EventID":"ecfe695f-ee6f-4411-a948-60d439794938","IdentityStoreID":5,"UserAccount":"CORP\\f.schroeder","MachineName":"GID03.corp.example","ClientMachineName":"PC-3387","UserDN":"uid=f.schroeder,ou=people,O=partner","UserGUID":"9921b576-06cc-46be-865b-5979f53c19cd","UserDisplayName":"Schröder, Friedrich","Comments":"Jahresprüfung 2025, freigegeben durch die Revision","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Partnerverzeichnis","DisplayName":"Partnerverzeichnis","AttributeName":"WorkflowApprover","Action":20,"OldValue":"70","NewValue":"290","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["WorkflowApprover"],"DescriptiveData":"WorkflowApprover @ partner.example","listOfAttributes":["WorkflowApprover"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1641950998000)/","DateTimeLogged":"/Date(1641951000000)/","TicDateTime":637775478000000003}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(43,1,'{"EventID":"1e8ebbf6-6edd-4e9d-abfd-d95f194d9bdf","IdentityStoreID":1,"UserAccount":"CORP\\z.boehm","MachineName":"GID02.corp.example","ClientMachineName":"PC-3903","UserDN":"CN=Böhm\\, Zoë,OU=Deutschland,OU=Staff,DC=corp,DC=example","UserGUID":"99a472fe-6cb0-4318-a4e2-ec52ca892114","UserDisplayName":"Böhm, Zoë","Comments":"läuft Ende des Quartals ab 🎉","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000005","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Konzern","DisplayName":"Konzern","AttributeName":"HistoryRetention","Action":23,"OldValue":"73","NewValue":"86","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[{"AttributeName":"mail","OldValue":"","NewValue":"requested by phone, see mail","Action":2}],"HasDetails":true,"HistoryObjectAttributes":["HistoryRetention"],"DescriptiveData":"HistoryRetention @ corp.example","listOfAttributes":["HistoryRetention"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"2022-01-31T03:29:58+02:00","DateTimeLogged":"2022-01-31T03:30:00+02:00","TicDateTime":637791894000000006}');
INSERT INTO "SVC.IdentityStoreHistory" VALUES(50,6,'{"EventID":"65f587e8-65e4-49c2-a167-515400d131f2","IdentityStoreID":6,"UserAccount":"LEGACY\\z.hughes","MachineName":"GID02.corp.example","ClientMachineName":"PC-0023","UserDN":"CN=Zainab Hughes,OU=United Kingdom,OU=Staff,DC=legacy,DC=example","UserGUID":"6c9380c6-2339-41f2-a801-aee10298712e","UserDisplayName":"Zainab Hughes","Comments":"","ChangeMadeBy":"C11E4700-0000-4000-8000-000000000001","ObjectGUID":null,"ObjectClass":"identityStore","ObjectName":"Altbestand (stillgelegt)","DisplayName":"Altbestand (stillgelegt)","AttributeName":"RolePriority","Action":20,"OldValue":"80","NewValue":"242","NewValueResolved":null,"OldValueResolved":null,"NewMembers":null,"OldMembers":null,"RequestedAction":null,"WorkflowRequester":null,"WorkflowRequesterGUID":null,"HistoryDetails":[],"HasDetails":false,"HistoryObjectAttributes":["RolePriority"],"DescriptiveData":"RolePriority @ legacy.example","listOfAttributes":["RolePriority"],"ClientType":"AdminCenter","NewImageValue":null,"OldImageValue":null,"DateTimeDetected":"/Date(1647422998000)/","DateTimeLogged":"/Date(1647423000000)/","TicDateTime":637830198000000003}');
CREATE TABLE "SVC.IdentityStoreReplication" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"Domain" TEXT NOT NULL, 
	"TimeStamps" TEXT, 
	PRIMARY KEY ("IdentityStoreId", "Domain")
);
CREATE TABLE "SVC.IdentityStoreSetting" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"SettingName" TEXT NOT NULL, 
	"SettingValue" TEXT, 
	PRIMARY KEY ("IdentityStoreId", "SettingName")
);
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GroupExpiryQuantity','"120"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GroupExpiryUnit','"Days"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GlmContainersPolicy','"Exclude"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GlmContainers','["OU=Groups,OU=Ausnahmen,DC=corp,DC=example"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'SecurityGroupsExpiry','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'ExpiredGroupDeletion','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'ExpiredGroupsDeletionInterval','45');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GUSLifecycle','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GroupExtensionPolicy','"Extend"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GroupLifeDays','60');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GroupAttestation','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'DefaultApprover','"971ed0df-4102-4055-a005-3b8b0613e0b6"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'GlmNotifyOwnersXDaysBefore','["1","7","30"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'MembershipLifecyclePolicies','[{"Name":"Werkstudenten","Type":"Add Temporary","Days":90,"Targets":["OU=Groups,DC=corp,DC=example"],"ApplyToExisting":false},{"Name":"Audit Q4","Type":"Remove Temporary","StartDate":"2026-10-01","EndDate":"2026-12-31","Targets":["OU=Projects,DC=corp,DC=example"],"ApplyToExisting":true}]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'Prefixes','["GRP_","VTL-","Équipe "]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'HistoryTrackingOption','"All_Actions"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'HistorySelectedActions','["OwnershipChange","GroupExpireRenew","QueryChange","ObjectCreated","ObjectDeleted"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'HistoryRetention','"Last_2_Years"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'FileLoggingEvent','"Debug"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'WindowsLoggingEvent','"Error"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'MaximumMembersPerGroup','5000');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'WhenGroupMembershipThresholdReach','"PreventUpdation"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'OrphanGroupsDeletion','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'OutOfBoundsAlerts','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'MembershipCountThreshold','250');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'MembershipPercentageThreshold','15');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'ProfileValidationGroupDN','"CN=Profilprüfung,OU=Groups,DC=corp,DC=example"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'RegularProfileValidationLifecycle','180');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'ProfileValidationReminders','[["first","30"],["second","21"],["third","14"]]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'ProfileValidationExtensionPeriod','4');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'EnrollmentEnabled','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'AuthenticationType','["Security questions","Email","Authenticator"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'SecurityQuestions','["Wie hieß Ihr erstes Haustier?","Quel est votre film préféré ?","ما هو لونك المفضل؟"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'PasswordExceptions','[["contains","passwort"],["startswith","corp"],["regexp","^(.)\\1+$"]]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'PasswordRules','["(?=.*[A-Z])(?=.*[0-9]).{12,}"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'CheckForCircularReference','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'UpdateDynastyChildren','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'DeleteEmptyDynastyChildren','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(1,'InheritedAttributes','["managedBy","groupType","authOrig"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GroupExpiryQuantity','"0"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GroupExpiryUnit','"Never"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GlmContainersPolicy','"Exclude"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GlmContainers','[]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'SecurityGroupsExpiry','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'ExpiredGroupDeletion','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'ExpiredGroupsDeletionInterval','30');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GUSLifecycle','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GroupExtensionPolicy','"Extend"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GroupLifeDays','60');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GroupAttestation','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'DefaultApprover','"395aba0c-0f3e-4ff7-bf7b-0d5a7ab2a10d"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'GlmNotifyOwnersXDaysBefore','["1","7","30"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'MembershipLifecyclePolicies','[]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'Prefixes','[]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'HistoryTrackingOption','"Selected_Actions"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'HistorySelectedActions','["OwnershipChange","GroupExpireRenew","QueryChange","ObjectCreated","ObjectDeleted"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'HistoryRetention','"All"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'FileLoggingEvent','"Error"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'WindowsLoggingEvent','"Error"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'MaximumMembersPerGroup','5000');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'WhenGroupMembershipThresholdReach','"PreventUpdation"');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'OrphanGroupsDeletion','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'OutOfBoundsAlerts','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'MembershipCountThreshold','250');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'MembershipPercentageThreshold','15');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'ProfileValidationGroupDN',NULL);
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'RegularProfileValidationLifecycle','90');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'ProfileValidationReminders','[["first","30"],["second","21"],["third","14"]]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'ProfileValidationExtensionPeriod','4');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'EnrollmentEnabled','false');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'AuthenticationType','["Security questions","Email","Authenticator"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'SecurityQuestions','["Wie hieß Ihr erstes Haustier?","Quel est votre film préféré ?","ما هو لونك المفضل؟"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'PasswordExceptions','[["contains","passwort"],["startswith","corp"],["regexp","^(.)\\1+$"]]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'PasswordRules','["(?=.*[A-Z])(?=.*[0-9]).{12,}"]');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'CheckForCircularReference','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'UpdateDynastyChildren','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'DeleteEmptyDynastyChildren','true');
INSERT INTO "SVC.IdentityStoreSetting" VALUES(5,'InheritedAttributes','["managedBy","groupType","authOrig"]');
CREATE TABLE "SVC.Installation" (
	"InstallationId" CHAR(36) NOT NULL, 
	"ProductVersion" TEXT NOT NULL, 
	"ServicePack" TEXT, 
	"Created" DATETIME, 
	PRIMARY KEY ("InstallationId")
);
INSERT INTO "SVC.Installation" VALUES('60640de0-0000-4000-8000-000000000010','10.0.7784.0','SR2','2020-10-23 09:30:00.0000000');
CREATE TABLE "SVC.MessagingProvider" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"Provider" TEXT NOT NULL, 
	"Settings" TEXT, 
	PRIMARY KEY ("IdentityStoreId")
);
CREATE TABLE "SVC.NotificationQueue" (
	"NotificationId" INTEGER NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"Recipient" TEXT NOT NULL, 
	"Subject" TEXT NOT NULL, 
	"CreatedOn" DATETIME NOT NULL, 
	PRIMARY KEY ("NotificationId")
);
CREATE TABLE "SVC.SamlProvider" (
	"SamlProviderId" INTEGER NOT NULL, 
	"ClientId" INTEGER NOT NULL, 
	"Name" TEXT NOT NULL, 
	PRIMARY KEY ("SamlProviderId")
);
CREATE TABLE "SVC.SecurityRole" (
	"RoleId" INTEGER NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"RoleName" TEXT NOT NULL, 
	"Description" TEXT, 
	"Priority" INTEGER NOT NULL, 
	"IsEnabled" BOOLEAN NOT NULL, 
	"IsSystem" BOOLEAN NOT NULL, 
	"CriteriaScope" TEXT, 
	"CriteriaDN" TEXT, 
	"CriteriaOperator" TEXT, 
	"Policies" TEXT, 
	PRIMARY KEY ("RoleId")
);
INSERT INTO "SVC.SecurityRole" VALUES(1,1,'Administrator','Administrator (Konzern)',1,1,1,'Group','CN=Domain Admins,CN=Users,DC=corp,DC=example',NULL,NULL);
INSERT INTO "SVC.SecurityRole" VALUES(4,1,'Gruppenverwalter','Gruppenverwalter (Konzern)',20,1,0,'Group','CN=Gruppenverwaltung,OU=Groups,DC=corp,DC=example','Or','{"Search":{"Containers":["DC=corp,DC=example"],"Scope":2}}');
INSERT INTO "SVC.SecurityRole" VALUES(18,5,'User','User (Partnerverzeichnis)',99,1,1,'Container','O=partner',NULL,NULL);
INSERT INTO "SVC.SecurityRole" VALUES(19,6,'Administrator','Administrator (Altbestand (stillgelegt))',1,1,1,'Group','CN=Domain Admins,CN=Users,DC=legacy,DC=example',NULL,NULL);
CREATE TABLE "SVC.SecurityRoleFilter" (
	"FilterId" INTEGER NOT NULL, 
	"RoleId" INTEGER NOT NULL, 
	"FilterBy" TEXT NOT NULL, 
	"Operator" TEXT NOT NULL, 
	"Client" TEXT NOT NULL, 
	PRIMARY KEY ("FilterId")
);
INSERT INTO "SVC.SecurityRoleFilter" VALUES(1,4,'name','is exactly','Intranet');
INSERT INTO "SVC.SecurityRoleFilter" VALUES(2,4,'type','is not','ManagementShell');
CREATE TABLE "SVC.SecurityRolePermission" (
	"RoleId" INTEGER NOT NULL, 
	"Permission" TEXT NOT NULL, 
	"IsAllowed" BOOLEAN NOT NULL, 
	PRIMARY KEY ("RoleId", "Permission")
);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Mailbox',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage My Direct Reports',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Contact',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create User',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Delete',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Join/Leave on behalf of any user',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Join/Leave on behalf of Peer',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Any Profile',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage My Profile',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage My Groups',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Static Group',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Smart Group',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Any Group',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Application',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Data Source',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Identity Store',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Admin Center Settings',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Applications',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Entitlement',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Identity Store',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Identity Store Configurations',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Notifications Editor',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Notifications Queue',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Replication',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage SAML',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Scheduling',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Security Roles',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage SMS Gateways',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Workflows',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Job',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Delete Job',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Edit Job',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Run Job',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'View Any Job',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Unlock My Account',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Linked Account',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Change My Password',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Reset Any Password',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Reset My Password',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Unenroll',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Unlock Any Account',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Enable Login to Service Provider',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage All Requests',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Manage Report',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'View and Download Report',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(4,'Create Container',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(1,'Manage Any Group',1);
INSERT INTO "SVC.SecurityRolePermission" VALUES(1,'Unenroll',0);
INSERT INTO "SVC.SecurityRolePermission" VALUES(18,'Change My Password',1);
CREATE TABLE "SVC.StoreLink" (
	"LinkId" INTEGER NOT NULL, 
	"FirstStoreId" INTEGER NOT NULL, 
	"SecondStoreId" INTEGER NOT NULL, 
	"UserMap" TEXT, 
	"GroupMap" TEXT, 
	PRIMARY KEY ("LinkId")
);
CREATE TABLE "SVC.StoreType" (
	"StoreTypeId" INTEGER NOT NULL, 
	"StoreTypeName" TEXT NOT NULL, 
	PRIMARY KEY ("StoreTypeId")
);
INSERT INTO "SVC.StoreType" VALUES(1,'Active Directory');
INSERT INTO "SVC.StoreType" VALUES(2,'Microsoft Entra ID');
INSERT INTO "SVC.StoreType" VALUES(3,'Generic LDAP');
INSERT INTO "SVC.StoreType" VALUES(4,'Google Workspace');
CREATE TABLE "SVC.UserObject" (
	"ObjectGUID" CHAR(36) NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"AdditionalManagers" TEXT, 
	"ProfileValidatedOn" DATETIME, 
	"EnrolledWith" TEXT, 
	PRIMARY KEY ("ObjectGUID")
);
CREATE TABLE "SVC.WorkflowRequest" (
	"WorkflowRequestId" INTEGER NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"WorkflowRouteId" INTEGER NOT NULL, 
	"Requester" CHAR(36) NOT NULL, 
	"TargetObject" CHAR(36) NOT NULL, 
	"ApproverVariable" TEXT, 
	"StatusId" INTEGER NOT NULL, 
	"CreatedOn" DATETIME NOT NULL, 
	PRIMARY KEY ("WorkflowRequestId")
);
CREATE TABLE "SVC.WorkflowRoute" (
	"WorkflowRouteId" INTEGER NOT NULL, 
	"IdentityStoreId" INTEGER NOT NULL, 
	"Name" TEXT NOT NULL, 
	"Description" TEXT, 
	"IsEnabled" BOOLEAN NOT NULL, 
	"Type" INTEGER NOT NULL, 
	"Event" INTEGER NOT NULL, 
	"Fields" TEXT, 
	"Filters" TEXT, 
	"Approvers" TEXT, 
	"Objects" TEXT, 
	"EnableEmailApproval" BOOLEAN NOT NULL, 
	"DisableApproverAcceleration" BOOLEAN NOT NULL, 
	"PortalUrl" TEXT, 
	PRIMARY KEY ("WorkflowRouteId")
);
CREATE INDEX "IX_SSPR_IdentityStoreValue_1" ON "SSPR_IdentityStoreValue" ("IdentityStoreID");
CREATE INDEX "IX_SVC.UserObject_1" ON "SVC.UserObject" ("IdentityStoreId");
CREATE INDEX "IX_SVC.GroupObject_1" ON "SVC.GroupObject" ("IdentityStoreId", "ManagedGroupType");
CREATE INDEX "IX_SVC.BackUpHistory_1" ON "SVC.BackUpHistory" ("IdentityStoreID");
CREATE INDEX "IX_SVC.IdentityStoreHistory_1" ON "SVC.IdentityStoreHistory" ("IdentityStoreID");
CREATE INDEX "IX_SVC.AdminCenterHistory_1" ON "SVC.AdminCenterHistory" ("IdentityStoreID");
CREATE INDEX "IX_SSPR.PasswordCenterHistory_1" ON "SSPR.PasswordCenterHistory" ("IdentityStoreID");
CREATE TABLE "SSPR.LinkedAccount" (
	"UserGUID" CHAR(36) NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"LinkedGUID" CHAR(36) NOT NULL, 
	"LinkedStoreID" INTEGER NOT NULL, 
	PRIMARY KEY ("UserGUID", "LinkedGUID")
);
CREATE TABLE "SSPR.MobileRegistration" (
	"UserGUID" CHAR(36) NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"Mobile" TEXT, 
	PRIMARY KEY ("UserGUID")
);
CREATE TABLE "SSPR.Users" (
	"UserGUID" CHAR(36) NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"Answers" TEXT, 
	"Authenticator" TEXT, 
	PRIMARY KEY ("UserGUID")
);
CREATE TABLE "SSPR.YubiKeyEnrollmentData" (
	"UserGUID" CHAR(36) NOT NULL, 
	"IdentityStoreID" INTEGER NOT NULL, 
	"EnrollmentData" TEXT, 
	PRIMARY KEY ("UserGUID")
);
CREATE TABLE "SVC.Entitlement" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"FileServers" TEXT, 
	"SharePointAdminUrl" TEXT, 
	"Sites" TEXT, 
	PRIMARY KEY ("IdentityStoreId")
);
ALTER TABLE "SVC.MessagingProvider" ADD COLUMN "Password" TEXT;
ALTER TABLE "SVC.MessagingProvider" ADD COLUMN "ClientSecret" TEXT;
ALTER TABLE "SVC.MessagingProvider" ADD COLUMN "Certificate" TEXT;
ALTER TABLE "SVC.MessagingProvider" ADD COLUMN "CertificatePassword" TEXT;
CREATE TABLE "SVC.Notification" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"PrimaryRecepients" TEXT, 
	"CarbonCopy" TEXT, 
	"NotifyLoggedInUsers" BOOLEAN NOT NULL, 
	"NotifyOwners" BOOLEAN NOT NULL, 
	"NotifyModifiedObject" BOOLEAN NOT NULL, 
	"NotifyPublicGroupOwner" BOOLEAN NOT NULL, 
	"NotifyAddedMembers" BOOLEAN NOT NULL, 
	"PasswordPortalUrl" TEXT, 
	"NotifyUserGroupJoinML" BOOLEAN NOT NULL, 
	"NotifyUserGroupLeaveML" BOOLEAN NOT NULL, 
	"XDaysBeforeLeaveNotificationML" INTEGER, 
	"NotifyUserGroupJoinMB" BOOLEAN NOT NULL, 
	"NotifyUserGroupLeaveMB" BOOLEAN NOT NULL, 
	"XDaysBeforeLeaveNotificationMB" INTEGER, 
	PRIMARY KEY ("IdentityStoreId")
);
CREATE TABLE "SVC.SmtpServer" (
	"IdentityStoreId" INTEGER NOT NULL, 
	"SmtpServer" TEXT NOT NULL, 
	"Port" INTEGER, 
	"FromEmail" TEXT, 
	"ToEmail" TEXT, 
	"SslEnabled" BOOLEAN NOT NULL, 
	"Authentication" TEXT, 
	"UserName" TEXT, 
	"Password" TEXT, 
	PRIMARY KEY ("IdentityStoreId")
);
ALTER TABLE "SVC.UserObject" ADD COLUMN "AdditionalManagerDates" TEXT;
ALTER TABLE "SVC.UserObject" ADD COLUMN "ProfileValidationState" TEXT;
ALTER TABLE "SVC.WorkflowRequest" ADD COLUMN "Approvers" TEXT;
ALTER TABLE "SVC.WorkflowRequest" ADD COLUMN "Fields" TEXT;
ALTER TABLE "SVC.WorkflowRequest" ADD COLUMN "Reason" TEXT;
COMMIT;
