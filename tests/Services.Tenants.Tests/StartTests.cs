using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>A start that fails for its configuration says which setting it is and why, in one line, and nothing else.</summary>
public sealed class StartTests
{
    private const string ShortKey = "Bootstrap:OperatorKey must have at least 22 characters (Bootstrap__OperatorKey), or be left out.";

    [Theory]
    [InlineData("Bootstrap__OperatorKey", "twenty-one-characters", ShortKey)]
    [InlineData("Messaging__PublishBatch", "0", "Messaging:PublishBatch ")]
    [InlineData("Messaging__PublishBatch", "many", "'Messaging:PublishBatch'")]
    [InlineData("Tenancy:SigningKeys:0", "short", "Tenancy:SigningKeys")]
    [InlineData("ConnectionStrings__tenantsdb", "rubbish", "ConnectionStrings:tenantsdb is not a PostgreSQL connection string.")]
    [InlineData("ConnectionStrings__tenantsdb", "Username=tenantsdb_app", "ConnectionStrings:tenantsdb is not a PostgreSQL connection string.")]
    [InlineData("ConnectionStrings__tenantsdb", "Host=127.0.0.1;Username=postgres;Password=twenty-one-characters", "ConnectionStrings:tenantsdb must be of the login tenantsdb_app, which the migrations make")]
    [InlineData("ConnectionStrings__tenantsdb-platform", "Host=127.0.0.1;Username=tenantsdb_app", "ConnectionStrings:tenantsdb-platform must be of the login tenantsdb_platform")]
    [InlineData("ConnectionStrings__cache", "a=b,=c", "ConnectionStrings:cache is not a Redis connection string")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Logging:LogLevel:Default must be one of Trace, Debug,")]
    [InlineData("ASPNETCORE_URLS", "htp:/nowhere", "urls (ASPNETCORE_URLS, --urls) is not a list of addresses to listen on: htp:/nowhere")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:99999", "urls (ASPNETCORE_URLS, --urls) is not a list of addresses to listen on: http://127.0.0.1:99999")]
    public async Task A_start_with_a_wrong_setting_ends_with_one_line_that_names_it(string key, string value, string reason)
    {
        var start = await StartAsync((key, value));

        AssertOneLine(start, reason);
        Assert.DoesNotContain("twenty-one", start.Output + start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_settings_are_in_the_one_line()
    {
        var start = await StartAsync(("Bootstrap__OperatorKey", "twenty-one-characters"), ("Messaging__PublishBatch", "0"), ("Messaging__Lanes", "0"));

        AssertOneLine(start, ShortKey);
        AssertOneLine(start, "Messaging:PublishBatch ");
        AssertOneLine(start, "Messaging:Lanes ");
    }

    [Fact]
    public async Task A_missing_setting_is_named_too()
    {
        var start = await StartAsync(("ConnectionStrings__tenantsdb", null));

        AssertOneLine(start, "No connection string tenantsdb: set ConnectionStrings:tenantsdb (ConnectionStrings__tenantsdb).");
    }

    private static void AssertOneLine(ServiceStart start, string reason)
    {
        Assert.Equal(1, start.ExitCode);
        var line = Assert.Single(start.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Services.Tenants cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", start.Output, StringComparison.Ordinal);
    }

    private static Task<ServiceStart> StartAsync(params (string Key, string? Value)[] settings)
    {
        var owner = SuiteStores.Shared.CreateDatabase("tenantsdb");
        var all = new Dictionary<string, string?>(TestKeys.Settings("tenants"))
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ConnectionStrings__tenantsdb"] = TestDatabase.Login(owner, "app"),
            ["ConnectionStrings__tenantsdb-platform"] = TestDatabase.Login(owner, "platform"),
            ["ConnectionStrings__cache"] = SuiteStores.Shared.CreateRedis(),
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return ServiceStart.RunAsync<Program>(all);
    }
}
