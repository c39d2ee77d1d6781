using Nanobot.Streams.Tests.Running;
using Npgsql;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>All events that modules have written, and which module has handled which of them when: outboxes beside inboxes.</summary>
internal sealed class AllEvents
{
    private static readonly string[] Modules = ["tenants", "chat", "reports", "scheduler"];

    private static readonly string[] OfTenants =
        ["tenant.created.v1", "tenant.suspended.v1", "tenant.activated.v1", "tenant.expired.v1", "tenant.tier_changed.v1", "tenant.config_updated.v1", "tenant.deleted.v1"];

    /// <summary>Who takes up what, as docs/architecture.md has it.</summary>
    private static readonly Dictionary<string, string[]> TakenUp = new(StringComparer.Ordinal)
    {
        ["tenants"] = ["audit.recorded.v1"],
        ["chat"] = ["user.created.v1", "user.config_updated.v1", "turn.requested.v1", "notification.requested.v1", .. OfTenants],
        ["reports"] = ["report.requested.v1", .. OfTenants],
        ["scheduler"] = ["report.completed.v1", "turn.completed.v1", "user.config_updated.v1", .. OfTenants],
    };

    private readonly List<Written> _written = [];
    private readonly Dictionary<string, Dictionary<string, DateTime>> _handled = new(StringComparer.Ordinal);

    /// <summary>Events that were written.</summary>
    public int Count => _written.Count;

    /// <summary>Events that some module takes up, once for each that does.</summary>
    public int Deliveries => Modules.Sum(module => _written.Count(one => TakenUp[module].Contains(one.Topic)));

    /// <summary>Events that have not left their outbox.</summary>
    public int Waiting => _written.Count(static one => !one.IsPublished);

    /// <summary>Topics of which there was an event.</summary>
    public int Topics => _written.DistinctBy(static one => one.Topic).Count();

    /// <summary>Reads all of it.</summary>
    public static async Task<AllEvents> ReadAsync(ModuleSuite suite)
    {
        var log = new AllEvents();
        foreach (var module in Modules)
        {
            log._written.AddRange(await RowsAsync(suite, module, "select event_id::text, tenant_id, topic, id, published_at is not null from nanobot.outbox order by id",
                row => new Written(module, row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetBoolean(4))));
            log._handled[module] = (await RowsAsync(suite, module, "select event_id, received_at from nanobot.inbox", static row => (Id: row.GetString(0), At: row.GetDateTime(1))))
                .ToDictionary(static row => row.Id, static row => row.At, StringComparer.Ordinal);
        }

        return log;
    }

    /// <summary>Events that a module takes up and has not handled.</summary>
    public IEnumerable<string> Unhandled() =>
        from module in Modules
        from one in _written
        where TakenUp[module].Contains(one.Topic) && !_handled[module].ContainsKey(one.Id)
        select $"{one.Topic} {one.Id} of {one.Tenant} was not handled by {module}";

    /// <summary>Events of a tenant that a module has handled ahead of one that was written before them to the same topic.</summary>
    public IEnumerable<string> OutOfOrder()
    {
        foreach (var module in Modules)
        {
            foreach (var lane in _written.Where(one => TakenUp[module].Contains(one.Topic) && _handled[module].ContainsKey(one.Id)).GroupBy(static one => (one.Module, one.Tenant, one.Topic)))
            {
                foreach (var (before, after) in lane.OrderBy(static one => one.Number).Zip(lane.OrderBy(static one => one.Number).Skip(1)))
                {
                    if (_handled[module][before.Id] > _handled[module][after.Id])
                    {
                        yield return $"{module} handled {after.Topic} {after.Number} of {after.Tenant} {(_handled[module][before.Id] - _handled[module][after.Id]).TotalMilliseconds:0} ms ahead of {before.Number}";
                    }
                }
            }
        }
    }

    private static async Task<List<T>> RowsAsync<T>(ModuleSuite suite, string module, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = suite.Rows(module).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private sealed record Written(string Module, string Id, string Tenant, string Topic, long Number, bool IsPublished);
}
