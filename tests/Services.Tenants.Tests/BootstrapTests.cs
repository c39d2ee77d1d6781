using System.Net;
using Nanobot.Services.Tenants.Features.BootstrapOperator;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

public sealed class BootstrapTests
{
    private const string First = "first-operator-key-of-the-tests";
    private const string Second = "second-operator-key-of-the-tests";

    [Fact]
    public async Task The_configured_key_resolves_to_an_operator_without_a_tenant()
    {
        await using var app = new TenantsFactory();
        using var response = await app.ResolveAsync(TenantsFactory.OperatorKey);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var credential = await response.JsonAsync();
        Assert.Equal("operator", credential.Text("role"));
        foreach (var name in new[] { "user_id", "expires_at", "tenant" })
        {
            Assert.Equal(System.Text.Json.JsonValueKind.Null, credential.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public async Task A_restart_with_another_key_replaces_the_old_one_and_without_one_removes_it()
    {
        await using var first = Start(First);
        Assert.Equal([true, false], await ValidAsync(first));
        await using var again = Start(First, first.DatabaseOwner);
        Assert.Equal([true, false], await ValidAsync(again));
        await using var second = Start(Second, first.DatabaseOwner);
        Assert.Equal([false, true], await ValidAsync(second));
        await using var none = Start(null, first.DatabaseOwner);
        Assert.Equal([false, false], await ValidAsync(none));
    }

    [Fact]
    public async Task A_database_that_goes_away_while_the_service_starts_does_not_end_it()
    {
        await using var first = Start(First);
        Assert.Equal([true, false], await ValidAsync(first));
        var platform = new NpgsqlConnectionStringBuilder(first.Settings["ConnectionStrings:tenantsdb-platform"]);
        await using var way = new TestWay(platform.Port);
        (platform.Port, platform.Host) = (way.Port, "127.0.0.1");
        way.Cut();
        await using var second = Start(Second, first.DatabaseOwner, KeyValuePair.Create<string, string?>("ConnectionStrings:tenantsdb-platform", platform.ConnectionString));

        var valid = Task.Run(() => ValidAsync(second));
        await Eventually.TrueAsync(() => Task.FromResult(way.Refused > 0));
        way.Mend();

        Assert.Equal([false, true], await valid);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("twenty-one-characters", false)]
    [InlineData("twenty-two--characters", true)]
    [InlineData("nbk_twenty-two-characters", false)]
    public void A_key_that_could_be_guessed_is_refused_with_the_settings_name(string? key, bool accepted)
    {
        var outcome = new BootstrapOptionsValidator().Validate(null, new BootstrapOptions { OperatorKey = key });
        Assert.Equal(accepted, outcome.Succeeded);
        if (!accepted)
        {
            Assert.Contains("Bootstrap:OperatorKey", outcome.FailureMessage, StringComparison.Ordinal);
            Assert.DoesNotContain(key!, outcome.FailureMessage, StringComparison.Ordinal);
        }
    }

    private static ServiceFactory<Program> Start(string? operatorKey, string? database = null, params KeyValuePair<string, string?>[] others)
    {
        var settings = new Dictionary<string, string?> { ["Bootstrap:OperatorKey"] = operatorKey };
        if (database is null)
        {
            return new ServiceFactory<Program>("tenantsdb", settings);
        }

        return new ServiceFactory<Program>(null, settings.Concat(TestDatabase.Settings("tenantsdb", database)).Concat(others));
    }

    private static async Task<List<bool>> ValidAsync(ServiceFactory<Program> app)
    {
        var valid = new List<bool>();
        foreach (var key in new[] { First, Second })
        {
            using var response = await app.ResolveAsync(key);
            valid.Add(response.StatusCode == HttpStatusCode.OK);
        }

        return valid;
    }
}
