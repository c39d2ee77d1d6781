using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

public sealed class DataSourceTests : IAsyncLifetime
{
    private string _owner = "";
    private WebApplication _app = null!;

    private string Database => new NpgsqlConnectionStringBuilder(_owner).Database!;

    public async Task InitializeAsync()
    {
        _owner = await TenantDatabase.CreateMigratedAsync();
        _app = TenantDatabase.Build(_owner);
        _app.UseServiceDefaults();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_a_service_can_get_hold_of_connects_by_the_restricted_logins()
    {
        var plain = _app.Services.GetRequiredService<NpgsqlDataSource>();
        var keyed = _app.Services.GetRequiredKeyedService<NpgsqlDataSource>(DatabaseExtensions.PlatformKey);

        Assert.Equal(($"{Database}_app", $"{Database}_platform"), (await LoginAsync(plain), await LoginAsync(keyed)));
    }

    [Fact]
    public async Task Health_shows_the_database_as_the_applications_login_finds_it()
    {
        await HealthIsAsync(HttpStatusCode.OK, "healthy");

        await OwnerAsync($"""
            alter role {Database}_app nologin;
            select pg_terminate_backend(pid) from pg_stat_activity where usename = '{Database}_app'
            """);
        await HealthIsAsync(HttpStatusCode.ServiceUnavailable, "unhealthy");

        await OwnerAsync($"alter role {Database}_app login");
        await HealthIsAsync(HttpStatusCode.OK, "healthy");
    }

    [Fact]
    public async Task A_statement_has_a_span_of_its_name_within_some_work_and_none_as_a_poll()
    {
        Assert.Null(Activity.Current);
        var spans = new ConcurrentQueue<(string?, string)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Named by the login: the connection string is on no span.
                if (span.GetTagItem("db.query.text") is not null && (string?)span.GetTagItem("db.npgsql.data_source") == $"{Database}_platform")
                {
                    spans.Enqueue((span.ParentId, span.DisplayName));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var platform = _app.Services.GetRequiredService<PlatformDb>();

        await platform.ExecuteAsync(new PlatformScope("test"), new Sql("select 1 from pg_database"), default);
        using var work = new Activity("work").Start();
        await platform.ExecuteAsync(new PlatformScope("test"), new Sql("select 1 from pg_database"), default);

        Assert.Equal([(work.Id, "SELECT pg_database")], spans);
    }

    private static async Task<string> LoginAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select current_user::text");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task OwnerAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private Task HealthIsAsync(HttpStatusCode status, string database) => Eventually.TrueAsync(async () =>
    {
        using var response = await _app.GetTestClient().GetAsync("/health");
        var checks = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        return response.StatusCode == status
            && checks.EnumerateObject().Select(check => (check.Name, check.Value.GetString())).SequenceEqual([("database", database)]);
    });
}
