using Npgsql;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>
/// Reads every row of every table of the service's database, files as the text that they are, in the sight of all tenants. A row that names a user may have that user's word; one that
/// names none, nobody's.
/// </summary>
internal static class DatabaseSearch
{
    private const string Tables = """
        select format('%I.%I', n.nspname, c.relname),
               bool_or(a.attname = 'tenant_id'), bool_or(a.attname = 'user_id'),
               string_agg(case when t.typname = 'bytea' then format('encode(%I, ''escape'')', a.attname) else format('%I::text', a.attname) end, ', ' order by a.attnum)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_t%'
        group by 1 order by 1
        """;

    /// <summary>The names of the tables that were read, with how many rows they had.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> SearchAsync(NpgsqlConnection connection, CanaryFindings findings)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (table, statement) in await StatementsAsync(connection))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await using var reader = await command.ExecuteReaderAsync();
            rows[table] = 0;
            while (await reader.ReadAsync())
            {
                rows[table]++;
                findings.Look(table, $"a row of {table}", reader.GetString(2), findings.Flock.Of(reader.GetString(0), reader.GetString(1)));
            }
        }

        return rows;
    }

    private static async Task<List<(string, string)>> StatementsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Tables, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var statements = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            var (tenant, user) = (reader.GetBoolean(1) ? "coalesce(tenant_id, '')" : "''", reader.GetBoolean(2) ? "coalesce(user_id, '')" : "''");
            statements.Add((reader.GetString(0), $"select {tenant}, {user}, concat_ws(e'\\n', {reader.GetString(3)}) from {reader.GetString(0)}"));
        }

        return statements;
    }
}
