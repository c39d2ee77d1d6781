using Nanobot.Contracts.Operations;
using Npgsql;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Notes what operations write in the outbox of the module whose change it is: what is there once they are answered and was not before.</summary>
internal sealed class ToldChanges(HttpSuite suite)
{
    private const string Since = "select id, topic from nanobot.outbox where id > $1 order by id";

    private readonly Dictionary<string, SortedSet<string>> _told = [];
    private readonly Dictionary<string, long> _last = [];

    /// <summary>Looks after each operation that is listed in <see cref="LifecycleEvents"/>.</summary>
    public async Task NoteAsync(Operation operation)
    {
        var (module, isOwn) = operation.Module == Operations.Reports.Module ? (operation.Module, false) : (Operations.Tenants.Module, true);
        await using var source = NpgsqlDataSource.Create(suite.DatabaseOwners[module]);
        await using var command = source.CreateCommand(Since);
        command.Parameters.AddWithValue(_last.GetValueOrDefault(module));
        await using var reader = await command.ExecuteReaderAsync();
        var topics = _told.TryGetValue(operation.Name, out var known) ? known : _told[operation.Name] = new(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            _last[module] = reader.GetInt64(0);
            var topic = reader.GetString(1);
            // Reports are made meanwhile, and say so.
            if (isOwn || topic.StartsWith("report.share", StringComparison.Ordinal))
            {
                topics.Add(topic);
            }
        }
    }

    /// <summary>What was told of an operation, each time that it was done.</summary>
    public IEnumerable<string> Of(string operation) => _told.TryGetValue(operation, out var topics) ? topics : [];
}
