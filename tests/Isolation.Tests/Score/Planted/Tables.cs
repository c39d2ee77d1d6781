using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>Faults in the databases, of the tables that have a tenant's rows: found by their policies.</summary>
internal static class Tables
{
    // What is partitioned has its rows elsewhere, and a view takes no part in what a statement writes: these are the tables that are read.
    private const string Select = """
        select c.relname, string_agg(quote_ident(a.attname), ',' order by a.attnum)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname in ('tenant_rows', 'user_rows'))
        group by c.relname order by c.relname
        """;

    /// <summary>The tables of a module.</summary>
    private static async Task<IReadOnlyList<(string Table, string Columns)>> FindAsync(Installation installation, string module)
    {
        await using var source = NpgsqlDataSource.Create(installation.DatabaseOwners[module]);
        await using var command = source.CreateCommand(Select);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }

    /// <summary>
    /// Both walls of a table down: a view in its place, made with the owner's rights, in which each row says that it is the reader's tenant's. That is a statement that forgets the
    /// tenant where row security does not hold.
    /// </summary>
    public static async Task<Fault> WithoutWallsAsync(Installation installation, string module, string table)
    {
        var columns = (await FindAsync(installation, module)).SingleOrDefault(found => found.Table == table).Columns
            ?? throw new InvalidOperationException($"{module} has no table {table} with rows of tenants any more.");
        var seen = string.Join(',', columns.Split(',').Select(static column => column == "tenant_id" ? "coalesce(nullif(current_setting('app.tenant_id', true), ''), tenant_id) as tenant_id" : column));
        return new Fault($"{module}: rows of {table}", "statements forget the tenant, and what they read is read with the owner's rights")
        {
            Plant = installation => RunAsync(installation, module,
                $"alter table {table} rename to {table}_walled; create view {table} as select {seen} from {table}_walled; grant select, insert, update, delete on {table} to public"),
            Remove = installation => RunAsync(installation, module, $"drop view {table}; alter table {table}_walled rename to {table}"),
        };
    }

    /// <summary>One wall down: row security lets all through, and statements ask for the tenant all the same.</summary>
    public static Fault WithoutRowSecurity(string module, string table) => new($"{module}: row security of {table}", "every row is let through")
    {
        HeldBy = "each statement names the tenant itself",
        Plant = installation => RunAsync(installation, module, $"alter table {table} disable row level security"),
        Remove = installation => RunAsync(installation, module, $"alter table {table} enable row level security"),
    };

    /// <summary>Whoever writes rows of a table puts them under another tenant.</summary>
    public static Fault WrittenElsewhere(string module, string table) => new($"{module}: new rows of {table}", "they are written under another tenant, and row security lets them")
    {
        Plant = installation => RunAsync(installation, module, $"""
            alter table {table} disable row level security;
            create function elsewhere() returns trigger language plpgsql security definer as $$
            begin
                new.tenant_id := coalesce((select tenant_id from {table} where tenant_id <> new.tenant_id order by created_at desc limit 1), new.tenant_id);
                return new;
            end $$;
            create trigger elsewhere before insert on {table} for each row execute function elsewhere()
            """),
        Remove = installation => RunAsync(installation, module, $"drop trigger elsewhere on {table}; drop function elsewhere(); alter table {table} enable row level security"),
    };

    /// <summary>Whether a table has a row, whoever's.</summary>
    public static async Task<bool> HasAsync(Installation installation, string module, string table, string column, string? id)
    {
        if (id is null)
        {
            return false;
        }

        await using var source = NpgsqlDataSource.Create(installation.DatabaseOwners[module]);
        await using var command = source.CreateCommand($"select exists (select from {table} where {column}::text = $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static Task RunAsync(Installation installation, string module, string sql) => OwnersHand.ExecuteAsync(installation.DatabaseOwners[module], sql);
}
