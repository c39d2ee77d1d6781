using Nanobot.Clients;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Keeps <see cref="ConfigFile"/> at what the tenants module has: when that changes, so that lists, searches and exports have it, and again whenever it is read.
/// It has no history, and takes its place whatever the tenant may keep.
/// </summary>
internal sealed class ConfigView(WorkspaceAccess workspace, IUsers users, TimeProvider time)
{
    private const string SelectContent = """
        select f.path, f.content from workspace w left join workspace_file f on f.tenant_id = w.tenant_id and f.user_id = w.user_id and f.path = $3
        where w.tenant_id = $1 and w.user_id = $2
        """;

    /// <summary>Before it is read.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not answer: what is there may be old.</exception>
    public async Task RefreshAsync(TenantContext context, CancellationToken cancellationToken)
    {
        if (await ContentAsync(context, cancellationToken) is not { } content)
        {
            return;
        }

        var shown = await workspace.FindAsync(context, Content(context), Read, cancellationToken);
        if (shown is null || !shown.AsSpan().SequenceEqual(content))
        {
            await workspace.ChangeAsync(context, (transaction, space) => WriteAsync(transaction, space, content, cancellationToken), cancellationToken);
        }
    }

    /// <summary>When what it shows has changed; a user without a workspace gets it with that.</summary>
    /// <param name="transaction">The user's.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RefreshAsync(TenantTransaction transaction, CancellationToken cancellationToken)
    {
        if (await ContentAsync(transaction.Context, cancellationToken) is { } content && await WorkspaceAccess.HoldAsync(transaction, cancellationToken) is { } space)
        {
            await WriteAsync(transaction, space, content, cancellationToken);
        }
    }

    private static Sql Content(TenantContext context) => new(SelectContent, context.RequiredTenantId, context.RequiredUserId, ConfigFile.Name);

    private static byte[] Read(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(1);

    private async Task<byte[]?> ContentAsync(TenantContext context, CancellationToken cancellationToken) =>
        await users.FindAsync(context.RequiredUserId, cancellationToken) is { } user ? ConfigFile.Of(user) : null;

    private async Task<WriteOutcome> WriteAsync(TenantTransaction transaction, WorkspaceSpace space, byte[] content, CancellationToken cancellationToken)
    {
        // Read and told of at once: the second finds it done, and no entity tag changes with nothing.
        var head = await FileHeads.FindAsync(transaction, ConfigFile.Path, cancellationToken);
        if (head is not null && await transaction.QuerySingleAsync(Content(transaction.Context), Read, cancellationToken) is { } shown && shown.AsSpan().SequenceEqual(content))
        {
            return new WriteOutcome(null, null);
        }

        var (now, revision) = (time.GetUtcNow(), (head?.Revision ?? space.DeletedRevision) + 1);
        var files = new FileStatements(transaction.Context, now);
        await transaction.ExecuteAsync(cancellationToken,
            files.Write(ConfigFile.Path, content, FileAuthor.User, revision) with { IsBookkeeping = true }, files.Grow(content.Length - (head?.Bytes ?? 0)) with { IsBookkeeping = true });
        return new WriteOutcome(new WorkspaceEntry(ConfigFile.Name, content.Length, revision, now), null, IsNew: head is null);
    }
}
