using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Counts what a workspace holds: one statement, so that all of it is of one moment.</summary>
internal sealed class WorkspaceStats(WorkspaceAccess workspace)
{
    private const int Shown = 20;

    // One list of three kinds, each in its order; the octets of the whole are those that are charged.
    private const string Select = """
        with files as (select path, bytes from workspace_file where tenant_id = $1 and user_id = $2)
        select kind, name, number, octets from (
            select 0 as kind, '' as name, (select count(*) from files) as number, w.bytes as octets
            from workspace w where w.tenant_id = $1 and w.user_id = $2
            union all
            select 1, '', count(*), coalesce(sum(bytes), 0)::bigint from workspace_revision where tenant_id = $1 and user_id = $2
            union all
            (select 2, case when strpos(path, '/') > 0 then split_part(path, '/', 1) else '' end as folder, count(*), sum(bytes)::bigint
             from files group by folder order by 4 desc, 2 limit $3)
            union all
            (select 3, path, 1, bytes from files order by bytes desc, path limit $3)) parts
        where exists (select 1 from workspace w where w.tenant_id = $1 and w.user_id = $2)
        order by kind, octets desc, name
        """;

    public async Task<WorkspaceSummary> ReadAsync(TenantContext context, CancellationToken cancellationToken)
    {
        List<Part> parts = [.. (await workspace.ReadAsync(context, new Sql(Select, context.RequiredTenantId, context.RequiredUserId, Shown),
            static row => new Part(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)), cancellationToken)).Readable()];
        var (all, past) = (parts.Single(static part => part.Kind == 0), parts.Single(static part => part.Kind == 1));
        return new WorkspaceSummary(all.Number, all.Bytes, past.Number, past.Bytes,
            [.. parts.Where(static part => part.Kind == 2).Select(static part => new FolderSize(part.Name, part.Number, part.Bytes))],
            [.. parts.Where(static part => part.Kind == 3).Select(static part => new FileSize(part.Name, part.Bytes))]);
    }

    private sealed record Part(int Kind, string Name, long Number, long Bytes);
}
