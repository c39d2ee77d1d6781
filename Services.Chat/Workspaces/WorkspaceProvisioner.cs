using Nanobot.Clients;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Makes a user's workspace from the templates of their language, the tenant's own before those of the house: when the user is created, or at the first request that
/// finds none when that comes sooner. A workspace that exists is left as it is.
/// </summary>
internal sealed class WorkspaceProvisioner(TenantDb db, IUsers users, TimeProvider time)
{
    private const string DefaultLanguage = "zh";

    private const string InsertWorkspace = """
        insert into workspace (tenant_id, user_id, language, bytes, created_at) values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, user_id) do nothing
        """;

    private const string InsertFile = """
        insert into workspace_file (tenant_id, user_id, path, content, bytes, revision, updated_at, author, author_revision)
        values ($1, $2, $3, $4, $5, 1, $6, $7, 1)
        on conflict (tenant_id, user_id, path) do nothing
        """;

    /// <summary>Makes the workspace of the current user, who was found to have none, in the language of their configuration.</summary>
    public async Task CreateAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(context.RequiredUserId, cancellationToken);
        var language = user?.Preferences.Language ?? DefaultLanguage;
        await db.TransactionAsync(context, transaction => CreateAsync(transaction, language, cancellationToken), cancellationToken);
    }

    /// <summary>Makes the workspace of the transaction's user in <paramref name="language"/> if there is none yet.</summary>
    public async Task CreateAsync(TenantTransaction transaction, string language, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, time.GetUtcNow());
        var files = await WorkspaceTemplates.ForAsync(transaction, language, cancellationToken);
        var total = files.Sum(static file => (long)file.Content.Length);
        if (await transaction.ExecuteAsync(cancellationToken, new Sql(InsertWorkspace, tenant, user, language, total, now)) == 1)
        {
            await transaction.ExecuteAsync(cancellationToken,
                [.. files.Select(file => new Sql(InsertFile, tenant, user, file.Path, file.Content, file.Content.Length, now, FileAuthor.Template.Kind))]);
        }
    }
}
