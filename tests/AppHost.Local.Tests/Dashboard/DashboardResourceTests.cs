using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

public sealed class DashboardResourceTests
{
    [Fact]
    public void The_dashboard_is_told_to_ask_everyone_for_a_key()
    {
        var dashboard = Create();
        var settings = dashboard.Settings();

        Assert.Equal("BrowserToken", settings["DASHBOARD__FRONTEND__AUTHMODE"]);
        Assert.Equal("ApiKey", settings["DASHBOARD__OTLP__AUTHMODE"]);
        Assert.Equal("ApiKey", settings["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"]);
        Assert.Equal($"{settings["ASPNETCORE_URLS"]}/login?t={settings["DASHBOARD__FRONTEND__BROWSERTOKEN"]}", dashboard.LoginUrl);
        var headers = Assert.Single(dashboard.Telemetry("chat", "abcdefgh"), e => e.Name == "OTEL_EXPORTER_OTLP_HEADERS");
        Assert.True(headers.IsSecret);
        Assert.Equal($"x-otlp-api-key={settings["DASHBOARD__OTLP__PRIMARYAPIKEY"]}", headers.Value);
    }

    [Fact]
    public async Task Every_address_is_a_different_port_of_the_loopback()
    {
        var dashboard = Create();
        await using var server = await StartAsync(dashboard, "any");

        var urls = dashboard.Settings().Values.Where(v => v.StartsWith("http", StringComparison.Ordinal)).Select(v => new Uri(v)).ToList();

        Assert.Equal(4, urls.Count);
        Assert.All(urls, url => Assert.True(url.IsLoopback));
        Assert.Equal(4, urls.Select(url => url.Port).Distinct().Count());
    }

    [Fact]
    public async Task Two_hosts_share_no_key_and_each_serves_with_its_own()
    {
        var (one, two) = (Create(), Create());
        await using var first = await StartAsync(one, "one");
        await using var second = await StartAsync(two, "two");
        using var client = new DashboardClient(one.ResourceServiceUrl, one.ResourceServiceKey);
        using var stranger = new DashboardClient(two.ResourceServiceUrl, one.ResourceServiceKey);

        var answer = await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);
        using var refused = await stranger.SendAsync("GetApplicationInformation", new ApplicationInformationRequest());

        Assert.Equal("one", answer.ApplicationName);
        Assert.Equal("16", DashboardClient.Status(refused));
        Assert.NotEqual(one.Settings()["DASHBOARD__OTLP__PRIMARYAPIKEY"], two.Settings()["DASHBOARD__OTLP__PRIMARYAPIKEY"]);
    }

    [Fact]
    public void The_preferred_port_is_taken_only_when_it_is_free()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;
        Assert.NotEqual(port, Page(Create(port)));
        occupant.Stop();
        Assert.Equal(port, Page(Create(port)));
    }

    private static int? Page(DashboardResource dashboard) => dashboard.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == "http").AllocatedPort;

    private static async Task<ResourceServer> StartAsync(DashboardResource dashboard, string name)
    {
        var server = await ResourceServer.StartAsync(new FakeView { ApplicationName = name }, dashboard.ResourceServiceKey, CancellationToken.None);
        dashboard.ResourceServiceUrl = server.Url;
        return server;
    }

    private static DashboardResource Create(int? preferredPort = null)
    {
        var dashboard = new DashboardResource("Suite under test", DashboardResource.NewKey(), preferredPort);
        new Ports([dashboard], useFixed: true).Allocate();
        return dashboard;
    }
}
