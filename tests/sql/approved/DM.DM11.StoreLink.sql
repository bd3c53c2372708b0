DELETE FROM [DM11].[StoreLink] WHERE [DM11].[StoreLink].[linkKey] IN (?, ...) AND ([DM11].[StoreLink].[linkKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[StoreLink] ([linkKey], [FirstIdentityStoreId], [SecondIdentityStoreId], [UserMap]) VALUES (?, ?, ?, ?);

INSERT INTO [DM11].[StoreLink] ([linkKey], [FirstIdentityStoreId], [SecondIdentityStoreId], [UserMap], [GroupMap]) VALUES (?, ?, ?, ?, ?);

SELECT [DM11].[StoreLink].[linkKey], [DM11].[StoreLink].[FirstIdentityStoreId], [DM11].[StoreLink].[SecondIdentityStoreId], [DM11].[StoreLink].[UserMap], [DM11].[StoreLink].[GroupMap]
FROM [DM11].[StoreLink]
WHERE [DM11].[StoreLink].[linkKey] IN (?, ...) AND ([DM11].[StoreLink].[linkKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[StoreLink] SET [FirstIdentityStoreId]=?, [SecondIdentityStoreId]=?, [UserMap]=? WHERE [DM11].[StoreLink].[linkKey] IN (?, ...) AND ([DM11].[StoreLink].[linkKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[StoreLink] SET [FirstIdentityStoreId]=?, [SecondIdentityStoreId]=?, [UserMap]=?, [GroupMap]=? WHERE [DM11].[StoreLink].[linkKey] IN (?, ...) AND ([DM11].[StoreLink].[linkKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);
