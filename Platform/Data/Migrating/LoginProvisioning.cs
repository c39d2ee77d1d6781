using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>Makes the restricted logins of a database, gives them their passwords, and lets nobody else connect to it.</summary>
internal static class LoginProvisioning
{
    private const string SetLogin = "select set_config('nanobot.login', $1, false), set_config('nanobot.login_password', $2, false)";

    /// <summary>
    /// The password arrives as a parameter and reaches DDL, which takes none, through a setting of this connection: it
    /// stands in no statement's text, and so in no log.
    /// </summary>
    private const string Ensure = """
        do $$
        declare
            login text := current_setting('nanobot.login');
        begin
            if not exists (select from pg_roles where rolname = login) then
                execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noinherit', login);
            end if;
            execute format('alter role %I with login nosuperuser nobypassrls password %L', login, current_setting('nanobot.login_password'));
            execute format('grant connect on database %I to %I', current_database(), login);
        end $$
        """;

    /// <summary>
    /// PostgreSQL lets every login of the cluster connect to every database. What another login than the owner has granted, this does
    /// not revoke, without a word: hence the look afterwards.
    /// </summary>
    private const string CloseDatabase = """
        do $$ begin
            execute format('revoke connect on database %I from public', current_database());
            if has_database_privilege('public', current_database(), 'connect') then
                raise exception 'every login may still connect to it, by a grant that % cannot revoke', current_user;
            end if;
        end $$
        """;

    /// <summary>
    /// The databases that every cluster comes with, where this login may. Migrations of several databases do so at once, which
    /// PostgreSQL reports to all but the first as an internal error: a concurrent update.
    /// </summary>
    private const string CloseMaintenance = """
        do $$
        declare
            shared name;
        begin
            for shared in
                select datname from pg_database
                where datname in ('postgres', 'template1') and pg_has_role(datdba, 'usage') and has_database_privilege('public', oid, 'connect')
            loop
                for attempt in 1..10 loop
                    begin
                        execute format('revoke connect on database %I from public', shared);
                        exit;
                    exception when internal_error then
                        if attempt = 10 then raise; end if;
                    end;
                end loop;
            end loop;
        end $$
        """;

    public static async Task EnsureAsync(NpgsqlConnection connection, IEnumerable<NpgsqlConnectionStringBuilder> logins, CancellationToken cancellationToken)
    {
        var session = new SqlSession(connection, null);
        foreach (var login in logins)
        {
            await session.ExecuteAsync([new Sql(SetLogin, login.Username, login.Password)], cancellationToken);
            await session.ExecuteAsync([new Sql(Ensure)], cancellationToken);
        }

        await session.ExecuteAsync([new Sql(SetLogin, "", "")], cancellationToken);
        await session.ExecuteAsync([new Sql(CloseDatabase)], cancellationToken);
        await session.ExecuteAsync([new Sql(CloseMaintenance)], cancellationToken);
    }
}
