using Nanobot.Contracts.Reports;
using Nanobot.Platform.Data;
using Npgsql;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>An inbox as lists and answers show it.</summary>
internal static class InboxRow
{
    private const string Columns = """
        i.name, i.user_id is null, i.is_signed, i.influencer, i.created_at, i.updated_at, i.last_at,
        (select count(*)::int from inbox_items n where n.tenant_id = i.tenant_id and n.owner = i.owner and n.name = i.name and n.received_at > $2)
        """;

    private const string SelectAll = $"select {Columns} from inboxes i where i.tenant_id = $1 and i.owner = any($3) order by i.owner = '', i.name";

    private const string SelectOne = $"select {Columns} from inboxes i where i.tenant_id = $1 and i.owner = $3 and i.name = $4";

    /// <summary>Those of several owners.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="since">News that came before that are none any more.</param>
    /// <param name="owners">The owners' keys.</param>
    public static Sql All(string tenantId, DateTimeOffset since, string[] owners) => new(SelectAll, tenantId, since, owners);

    /// <summary>One of an owner.</summary>
    public static Sql One(InboxOwner owner, DateTimeOffset since, string name) => new(SelectOne, owner.TenantId, since, owner.Key, name);

    public static InboxResource Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt32(7),
        row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6));
}
