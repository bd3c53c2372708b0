DELETE FROM [DM11].[Schedule] WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Targets], [Triggers], [UserName], [Enabled]) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Targets], [Triggers], [UserName], [Password], [Enabled]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Targets], [Triggers], [UserName], [Password], [Enabled], [EnableNotifications], [Recepients], [SendToOwners], [NotificationSendingCriteria]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Triggers], [Enabled]) VALUES (?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Triggers], [UserName], [Enabled]) VALUES (?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Schedule] ([scheduleKey], [ScheduleName], [JobType], [IdentityStoreId], [Triggers], [UserName], [Password], [Enabled]) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[Schedule].[scheduleKey]
FROM [DM11].[Schedule] ORDER BY [DM11].[Schedule].[scheduleKey];

SELECT [DM11].[Schedule].[scheduleKey], [DM11].[Schedule].[scheduleId], [DM11].[Schedule].[ScheduleName], [DM11].[Schedule].[JobType], [DM11].[Schedule].[IdentityStoreId], [DM11].[Schedule].[TargetType], [DM11].[Schedule].[Targets], [DM11].[Schedule].[IncludeAllContainers], [DM11].[Schedule].[MessagingSystems], [DM11].[Schedule].[Triggers], [DM11].[Schedule].[UserName], [DM11].[Schedule].[Password], [DM11].[Schedule].[Enabled], [DM11].[Schedule].[EnableNotifications], [DM11].[Schedule].[Recepients], [DM11].[Schedule].[SendToOwners], [DM11].[Schedule].[NotificationSendingCriteria]
FROM [DM11].[Schedule]
WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

SELECT max([DM11].[Schedule].[scheduleId]) AS max_1
FROM [DM11].[Schedule];

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Targets]=?, [Triggers]=?, [UserName]=?, [Enabled]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Targets]=?, [Triggers]=?, [UserName]=?, [Password]=?, [Enabled]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Targets]=?, [Triggers]=?, [UserName]=?, [Password]=?, [Enabled]=?, [EnableNotifications]=?, [Recepients]=?, [SendToOwners]=?, [NotificationSendingCriteria]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Triggers]=?, [Enabled]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Triggers]=?, [UserName]=?, [Enabled]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [ScheduleName]=?, [JobType]=?, [IdentityStoreId]=?, [Triggers]=?, [UserName]=?, [Password]=?, [Enabled]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Schedule] SET [scheduleId]=? WHERE [DM11].[Schedule].[scheduleKey] IN (?, ...) AND ([DM11].[Schedule].[scheduleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);
