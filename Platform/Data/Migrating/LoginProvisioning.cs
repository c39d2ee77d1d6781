using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>Makes the two restricted logins of a database, or brings their password up to date.</summary>
internal static class LoginProvisioning
{
    /// <summary>
    /// The password arrives as a parameter and reaches DDL, which takes none, through a setting of this connection: it
    /// stands in no statement's text, and so in no log. Roles belong to the cluster: another database's migration may
    /// touch them at once, which PostgreSQL reports as a concurrent update.
    /// </summary>
    private const string Ensure = """
        do $$
        declare
            login text;
        begin
            foreach login in array array[current_database() || '_app', current_database() || '_platform'] loop
                if not exists (select from pg_roles where rolname = login) then
                    execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noinherit', login);
                end if;
                execute format('alter role %I with login nosuperuser nobypassrls password %L', login, current_setting('nanobot.login_password'));
                execute format('grant connect on database %I to %I', current_database(), login);
            end loop;
        end $$
        """;

    public static async Task EnsureAsync(NpgsqlConnection connection, string password, CancellationToken cancellationToken)
    {
        var session = new SqlSession(connection, null);
        await session.ExecuteAsync([new Sql("select set_config('nanobot.login_password', $1, false)", password)], cancellationToken);
        await session.ExecuteAsync([new Sql(Ensure)], cancellationToken);
        await session.ExecuteAsync([new Sql("select set_config('nanobot.login_password', '', false)")], cancellationToken);
    }
}
