DELETE FROM [DM11].[SmtpServer] WHERE [DM11].[SmtpServer].[IdentityStoreId] IN (?, ...);

INSERT INTO [DM11].[SmtpServer] ([IdentityStoreId], [SmtpServer], [Port], [FromEmail], [SslEnabled], [Authentication]) VALUES (?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[SmtpServer] ([IdentityStoreId], [SmtpServer], [Port], [FromEmail], [SslEnabled], [Authentication], [UserName], [Password]) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[SmtpServer] ([IdentityStoreId], [SmtpServer], [Port], [FromEmail], [ToEmail], [SslEnabled], [Authentication], [UserName], [Password]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[SmtpServer].[IdentityStoreId], [DM11].[SmtpServer].[SmtpServer], [DM11].[SmtpServer].[Port], [DM11].[SmtpServer].[FromEmail], [DM11].[SmtpServer].[ToEmail], [DM11].[SmtpServer].[SslEnabled], [DM11].[SmtpServer].[Authentication], [DM11].[SmtpServer].[UserName], [DM11].[SmtpServer].[Password]
FROM [DM11].[SmtpServer]
WHERE [DM11].[SmtpServer].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[SmtpServer] SET [SmtpServer]=?, [Port]=?, [FromEmail]=?, [SslEnabled]=?, [Authentication]=? WHERE [DM11].[SmtpServer].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[SmtpServer] SET [SmtpServer]=?, [Port]=?, [FromEmail]=?, [SslEnabled]=?, [Authentication]=?, [UserName]=?, [Password]=? WHERE [DM11].[SmtpServer].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[SmtpServer] SET [SmtpServer]=?, [Port]=?, [FromEmail]=?, [ToEmail]=?, [SslEnabled]=?, [Authentication]=?, [UserName]=?, [Password]=? WHERE [DM11].[SmtpServer].[IdentityStoreId] IN (?, ...);
