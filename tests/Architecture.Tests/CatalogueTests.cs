using System.Reflection;
using Nanobot.Migrations;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Architecture.Tests;

/// <summary>Migrates each service's database and reads from PostgreSQL's own catalogue what protects its tables.</summary>
public sealed class CatalogueTests
{
    /// <summary>Tables that hold nothing of any tenant. A new one needs a reason here.</summary>
    private static readonly string[] WithoutTenants =
    [
        "nanobot.schema_migrations",
        "nanobot.outbox_mark", // One row about the database as a whole; the application's login may not even read it.
        "public.slots", // What the seconds carry, of all tenants together; the application's login may not even read it.
        "public.zone_rules", // What the machine's time zones came to; the application's login may not even read it.
        "nanobot.audit_waiting", // Entries of changes that concern no tenant; the application's login may not even read it.
        "public.firing", // One row, by which operators pause all jobs at once; the application's login may read up to when they fire.
        "nanobot.change_counter", // One number, by which changes of all tenants are ordered.
        "public.source_documents", // What public sources said last, for whoever watches them; the application's login may not even read it.
        "public.archive_sweep", // One row, up to where the store of all tenants has been looked through; the application's login may not even read it.
        "public.source_hosts", // When hosts of such sources may be asked; the application's login may not even read it.
    ];

    private const string Tables = """
        select format('%s.%s', n.nspname, c.relname), c.relrowsecurity, c.relforcerowsecurity,
               exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped),
               (select count(*) from pg_policy p where p.polrelid = c.oid
                and (p.polroles <> array[(select oid from pg_roles where rolname = current_database() || '_platform')]
                    -- A table that the application's login cannot touch at all needs a policy for the platform's alone.
                    or not has_table_privilege(current_database() || '_app', c.oid, 'select, insert, update, delete'))),
               (select count(*) from pg_policy p where p.polrelid = c.oid and 
                   -- What is read or removed is looked at as it is, what is added as it will be.
                   ((p.polqual is null and p.polcmd <> 'a') or (p.polwithcheck is null and p.polcmd not in ('r', 'd')) or 0 = any(p.polroles))),
               -- A partition that neither login can touch has the policies of the whole.
               c.relispartition and not has_table_privilege(current_database() || '_app', c.oid, 'select, insert, update, delete, truncate')
                   and not has_table_privilege(current_database() || '_platform', c.oid, 'select, insert, update, delete, truncate')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
        """;

    private static readonly IReadOnlyList<string> WithMigrations =
        Repository.NotEmpty(Repository.Services.Where(service => Migrations(service).Any()).ToList(), "services with migrations");

    public static TheoryData<string> ServicesWithDatabase => [.. WithMigrations];

    [Theory]
    [MemberData(nameof(ServicesWithDatabase))]
    public async Task Every_table_is_under_forced_row_security_with_both_checks(string service)
    {
        var owner = await MigrateAsync(service);
        var tables = await ReadAsync(owner, Tables, row => new
        {
            Name = row.GetString(0),
            Enabled = row.GetBoolean(1),
            Forced = row.GetBoolean(2),
            HasTenant = row.GetBoolean(3),
            Policies = row.GetInt64(4),
            Incomplete = row.GetInt64(5),
            IsPart = row.GetBoolean(6),
        });

        var protectedTables = tables.Where(table => !WithoutTenants.Contains(table.Name)).ToList();
        Assert.Contains(protectedTables, table => !table.Name.StartsWith("nanobot.", StringComparison.Ordinal));
        Assert.Empty(protectedTables.Where(table => !table.Enabled || !table.Forced).Select(table => table.Name));
        Assert.Empty(protectedTables.Where(table => !table.HasTenant).Select(table => table.Name));
        Assert.Empty(protectedTables.Where(table => table.Policies == 0 && !table.IsPart).Select(table => table.Name));
        Assert.Empty(protectedTables.Where(table => table.Incomplete > 0).Select(table => table.Name));
    }

    [Theory]
    [MemberData(nameof(ServicesWithDatabase))]
    public async Task The_restricted_logins_own_nothing_and_no_function_runs_as_its_definer(string service)
    {
        var owner = await MigrateAsync(service);

        Assert.Empty(await ReadAsync(owner, """
            select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
            where r.rolname in (current_database() || '_app', current_database() || '_platform')
            """, row => row.GetString(0)));
        Assert.Empty(await ReadAsync(owner, """
            select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
            """, row => row.GetString(0)));
        Assert.Empty(await ReadAsync(owner, "select viewname::text from pg_views where schemaname not in ('pg_catalog', 'information_schema')", row => row.GetString(0)));
    }

    [Fact]
    public void The_migrations_know_the_database_of_every_service_that_has_one() =>
        Assert.Equal(WithMigrations, ModuleDatabases.All.Values.Select(static database => database.Migrations.GetName().Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Migrations(string service) =>
        Assembly.Load(service).GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal));

    private static async Task<string> MigrateAsync(string service)
    {
        var owner = SuiteStores.Shared.CreateDatabase("catalogue");
        await TestDatabase.MigrateAsync(owner, Assembly.Load(service));
        return owner;
    }

    private static async Task<List<T>> ReadAsync<T>(string owner, string query, Func<NpgsqlDataReader, T> map)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
