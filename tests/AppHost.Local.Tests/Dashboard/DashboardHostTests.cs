using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine.Startup;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

public sealed class DashboardHostTests
{
    [Fact]
    public async Task The_dashboard_is_told_to_ask_everyone_for_a_key()
    {
        await using var host = await DashboardHost.StartAsync(new FakeView(), "/bundle", Settings(), CancellationToken.None);

        Assert.Equal("/bundle/managed/aspire-managed", host.ExecutablePath);
        Assert.Equal(["dashboard"], host.Arguments);
        Assert.Equal("BrowserToken", host.Environment["DASHBOARD__FRONTEND__AUTHMODE"]);
        Assert.Equal("ApiKey", host.Environment["DASHBOARD__OTLP__AUTHMODE"]);
        Assert.Equal("ApiKey", host.Environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"]);
        Assert.Equal(host.Launch.OtlpApiKey, host.Environment["DASHBOARD__OTLP__PRIMARYAPIKEY"]);
        Assert.Equal($"{host.Launch.FrontendUrl}/login?t={host.Environment["DASHBOARD__FRONTEND__BROWSERTOKEN"]}", host.Launch.LoginUrl);
    }

    [Fact]
    public async Task Every_address_is_a_different_port_of_the_loopback()
    {
        await using var host = await DashboardHost.StartAsync(new FakeView(), "/bundle", Settings(), CancellationToken.None);

        var urls = host.Environment.Values.Where(v => v.StartsWith("http", StringComparison.Ordinal)).Select(v => new Uri(v)).ToList();

        Assert.Equal(4, urls.Count);
        Assert.All(urls, url => Assert.True(url.IsLoopback));
        Assert.Equal(4, urls.Select(url => url.Port).Distinct().Count());
    }

    [Fact]
    public async Task Two_hosts_share_no_key_and_each_serves_with_its_own()
    {
        await using var one = await DashboardHost.StartAsync(new FakeView { ApplicationName = "one" }, "/bundle", Settings(), CancellationToken.None);
        await using var two = await DashboardHost.StartAsync(new FakeView { ApplicationName = "two" }, "/bundle", Settings(), CancellationToken.None);
        var keyOfOne = one.Environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"];
        using var client = new DashboardClient(one.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"], keyOfOne);
        using var stranger = new DashboardClient(two.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"], keyOfOne);

        var answer = await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);
        using var refused = await stranger.SendAsync("GetApplicationInformation", new ApplicationInformationRequest());

        Assert.Equal("one", answer.ApplicationName);
        Assert.Equal("16", DashboardClient.Status(refused));
        Assert.NotEqual(one.Launch.OtlpApiKey, two.Launch.OtlpApiKey);
    }

    [Fact]
    public async Task The_preferred_port_is_taken_only_when_it_is_free()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        await using var instead = await DashboardHost.StartAsync(new FakeView(), "/bundle", Settings() with { PreferredPort = port }, CancellationToken.None);
        occupant.Stop();
        await using var granted = await DashboardHost.StartAsync(new FakeView(), "/bundle", Settings() with { PreferredPort = port }, CancellationToken.None);

        Assert.NotEqual(port, new Uri(instead.Launch.FrontendUrl).Port);
        Assert.Equal(port, new Uri(granted.Launch.FrontendUrl).Port);
    }

    private static DashboardSettings Settings() => new(null, DashboardHost.NewKey(), new PortAllocator().Next);
}
