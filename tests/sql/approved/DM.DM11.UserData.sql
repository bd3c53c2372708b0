DELETE FROM [DM11].[UserData] WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [ProfileValidatedOn], [ProfileValidationState]) VALUES (?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [ProfileValidatedOn], [ProfileValidationState], [EnrollmentType]) VALUES (?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [ProfileValidationState]) VALUES (?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [ProfileValidationState], [EnrollmentType]) VALUES (?, ?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidatedOn], [ProfileValidationState]) VALUES (?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidatedOn], [ProfileValidationState], [EnrollmentType]) VALUES (?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidatedOn], [ProfileValidationState], [EnrollmentType], [linkedIdentities]) VALUES (?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidationState]) VALUES (?, ?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidationState], [EnrollmentType]) VALUES (?, ?, ?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [XAdditionalManager], [ProfileValidationState], [linkedIdentities]) VALUES (?, ?, ?, ?, ?);

INSERT INTO [DM11].[UserData] ([objectGUID], [identityStoreId], [linkedIdentities]) VALUES (?, ?, ?);

SELECT LOWER(CONVERT(NVARCHAR(40), [DM11].[UserData].[objectGUID])) AS [objectGUID], [DM11].[UserData].[identityStoreId], [DM11].[UserData].[XAdditionalManager], [DM11].[UserData].[AdditionalManagerDates], CONVERT(NVARCHAR(40), [DM11].[UserData].[ProfileValidatedOn], 121) AS [ProfileValidatedOn], [DM11].[UserData].[ProfileValidationState], [DM11].[UserData].[EnrollmentType], [DM11].[UserData].[linkedIdentities]
FROM [DM11].[UserData]
WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [ProfileValidatedOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [ProfileValidationState]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [ProfileValidatedOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [ProfileValidationState]=?, [EnrollmentType]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [ProfileValidationState]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [ProfileValidationState]=?, [EnrollmentType]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidatedOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [ProfileValidationState]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidatedOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [ProfileValidationState]=?, [EnrollmentType]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidatedOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [ProfileValidationState]=?, [EnrollmentType]=?, [linkedIdentities]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidationState]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidationState]=?, [EnrollmentType]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [XAdditionalManager]=?, [ProfileValidationState]=?, [linkedIdentities]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);

UPDATE [DM11].[UserData] SET [identityStoreId]=?, [linkedIdentities]=? WHERE [DM11].[UserData].[objectGUID] IN (?, ...);
