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
    [InlineData("PATCH", "/chat")]
    [InlineData("DELETE", "/tenants/current")]
    [InlineData("POST", "/Reports/1")]
    [InlineData("PUT", "/workspace/files/")]
    public async Task The_module_answers_for_every_method_of_its_paths(string method, string target)
    {
        var marker = Guid.NewGuid().ToString();

        var (status, _) = await RawHttp.SendAsync(_suite.Address, $"{method} {target} HTTP/1.1", $"X-API-Key: {_suite.Tenants.AddUserKey()}", $"X-Marker: {marker}", "Content-Length: 0");

        Assert.NotEqual(405, status);
        Assert.Contains(RouteTable.Modules, module => _suite[module].Seen.Any(seen => seen.Target == target && seen.Headers.TryGetValue("X-Marker", out var values) && values.Contains(marker)));
    }
}
