using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class RouteTableTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public void Every_public_operation_of_a_module_has_its_route_and_nothing_else_has_one()
    {
        var operations = Operations.All.Where(static operation => operation.IsPublic && operation.Module != "gateway").ToList();

        Assert.Equal(
            operations.Select(static operation => (operation.Path, operation.Module)).Distinct().Order(),
            RouteTable.Routes.Select(static route => (route.Pattern, route.Module)).Order());
        Assert.Equal(RouteTable.Routes.Count, RouteTable.Routes.Select(static route => route.Pattern).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["tenants", "chat", "reports", "scheduler"], RouteTable.Modules);
    }

    [Fact]
    public void The_gateway_serves_its_own_operations_and_no_others() => ServedOperations.AreThoseOf("gateway", _suite.Services);

    [Theory]
    [InlineData("HEAD", "/users/ada")]
    [InlineData("GET", "/Reports/1")]
    [InlineData("PUT", "/workspace/files/")]
    [InlineData("DELETE", "/schedule/jobs/1")]
    public async Task A_method_that_an_operation_of_the_path_has_reaches_its_module(string method, string target)
    {
        var marker = Guid.NewGuid().ToString();

        var (status, _) = await RawHttp.SendAsync(_suite.Address, $"{method} {target} HTTP/1.1", $"X-API-Key: {_suite.Tenants.AddUserKey()}", $"X-Marker: {marker}", "Content-Length: 0");

        Assert.NotEqual(405, status);
        Assert.Contains(RouteTable.Modules, module => Reached(module, target, marker));
    }

    [Theory]
    [InlineData("HEAD", "/chat", "POST, OPTIONS")]
    [InlineData("PATCH", "/chat", "POST, OPTIONS")]
    [InlineData("PUT", "/tenants/current", "GET, HEAD, DELETE, OPTIONS")]
    [InlineData("TRACE", "/reports", "POST, GET, HEAD, OPTIONS")]
    [InlineData("POST", "/health", "GET, HEAD, OPTIONS")]
    [InlineData("DELETE", "/docs/index.html", "GET, HEAD, OPTIONS")]
    public async Task Any_other_method_is_refused_here_with_those_that_there_are_and_without_a_credential(string method, string target, string allow)
    {
        var marker = Guid.NewGuid().ToString();

        var (status, text) = await RawHttp.SendAsync(_suite.Address, $"{method} {target} HTTP/1.1", $"X-Marker: {marker}", "Content-Length: 0");

        Assert.Equal(405, status);
        Assert.Equal(allow.Split(", ").Order(), HeaderOf(text, "Allow").Split(", ").Order());
        Assert.DoesNotContain(RouteTable.Modules, module => Reached(module, target, marker));
    }

    private static string HeaderOf(string text, string name) =>
        Assert.Single(text.Split("\r\n"), line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    private bool Reached(string module, string target, string marker) =>
        _suite[module].Seen.Any(seen => seen.Target == target && seen.Headers.TryGetValue("X-Marker", out var values) && values.Contains(marker));
}
