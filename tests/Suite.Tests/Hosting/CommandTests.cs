using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>The commands that the dashboard offers on the suite's resources.</summary>
[Collection(SuiteCollection.Name)]
public sealed class CommandTests(SuiteFixture suite)
{
    [Fact]
    public async Task A_tenant_is_created_suspended_and_activated_from_its_resource()
    {
        var tenant = $"t-{Guid.NewGuid():N}"[..20];
        Assert.True((await RunAsync("create-tenant", ("tenant_id", tenant), ("name", "Acme"), ("tier", "basic"))).Success);
        using var operators = suite.As(suite.OperatorKey);
        var key = await SuiteFixture.SendAsync(operators, HttpMethod.Post, $"/tenants/{tenant}/keys", new { role = "tenant_admin" });
        using var admin = suite.As(key["key"]!.GetValue<string>());
        Assert.Equal(200, await StatusAsync(admin));

        Assert.True((await RunAsync("suspend-tenant", ("tenant_id", tenant))).Success);
        await Eventually.TrueAsync(async () => await StatusAsync(admin) == 403);

        Assert.True((await RunAsync("activate-tenant", ("tenant_id", tenant))).Success);
        await Eventually.TrueAsync(async () => await StatusAsync(admin) == 200);
    }

    [Fact]
    public async Task A_command_that_the_gateway_refuses_says_why()
    {
        var refused = await RunAsync("suspend-tenant", ("tenant_id", "no-such-tenant"));

        Assert.False(refused.Success);
        Assert.Contains("404", refused.Message ?? "", StringComparison.Ordinal);
        Assert.Contains("TENANT_NOT_FOUND", refused.Data?.Value ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_runs_from_the_gateway_and_its_key_is_in_no_command_line()
    {
        var told = await suite.App.ResourceCommands.ExecuteCommandAsync("gateway", "run-demo", Arguments(("quotes_dir", "")), default);

        Assert.True(told.Success, $"{told.Message} {told.Data?.Value}");
        Assert.Contains("Everything went as it should.", told.Data?.Value ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(suite.OperatorKey, told.Data?.Value ?? "", StringComparison.Ordinal);
    }

    private Task<ExecuteCommandResult> RunAsync(string command, params (string Name, string Value)[] arguments) =>
        suite.App.ResourceCommands.ExecuteCommandAsync("tenants", command, Arguments(arguments), default);

    private static InteractionInputCollection Arguments(params (string Name, string Value)[] arguments) =>
        new([.. arguments.Select(argument => new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]);

    private static async Task<int> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/users", UriKind.Relative));
        return (int)response.StatusCode;
    }
}
