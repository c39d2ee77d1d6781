namespace Nanobot.Suite.Tests.Dashboard;

/// <summary>The dashboard in a browser, over the whole suite.</summary>
public sealed class DashboardTests(DashboardSuite suite, Browser browser) : IClassFixture<DashboardSuite>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_resources_page_shows_the_five_services_and_their_stores_running()
    {
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);

        foreach (var resource in DashboardSuite.Services.Concat(DashboardSuite.Stores))
            await DashboardPage.SeeAsync(dashboard.Resource(resource, "Running"));
    }

    [Fact]
    public async Task Without_its_token_the_dashboard_shows_nothing()
    {
        var page = await browser.OpenAsync();

        var answer = await page.GotoAsync(new Uri(suite.LoginUrl).GetLeftPart(UriPartial.Authority));

        Assert.Contains("/login", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("gateway", await answer!.TextAsync(), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_chat_message_is_one_trace_through_gateway_and_chat_to_PostgreSQL_with_the_tenant_on_each_span()
    {
        var tenant = await suite.SendChatMessageAsync();
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);

        var (gateway, chat) = await ReadWholeTraceAsync(dashboard, tenant);

        Assert.Contains(gateway, span => span["Kind"] == "Server");
        Assert.Contains(gateway, span => span["Kind"] == "Client");
        Assert.Contains(chat, span => span["Kind"] == "Server");
        Assert.Contains(chat, span => span.GetValueOrDefault("db.system.name", span.GetValueOrDefault("db.system", "")) == "postgresql");
        Assert.All(gateway.Concat(chat), span => Assert.Equal(tenant, span.GetValueOrDefault("tenant.id", $"no tenant on '{span["title"]}'")));
        Assert.Single(gateway.Concat(chat).Select(span => span["TraceId"]).Distinct());
    }

    [Fact]
    public async Task Traces_are_filtered_by_tenant()
    {
        var (one, other) = (await suite.SendChatMessageAsync(), await suite.SendChatMessageAsync());
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);

        foreach (var tenant in new[] { one, other })
        {
            var trace = await TracePage.FollowAsync(dashboard, "gateway", "POST /chat", $"?filters=tenant.id:equals:{tenant}");
            var spans = await trace.ReadAsync("gateway");
            Assert.All(spans, span => Assert.Equal(tenant, span.GetValueOrDefault("tenant.id")));
        }

        await dashboard.GoAsync("/traces?filters=tenant.id:equals:no-such-tenant");
        await DashboardPage.SeeAsync(dashboard.Page.GetByText("No traces found"));
    }

    [Fact]
    public async Task A_service_stops_starts_and_restarts_at_the_press_of_a_button()
    {
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);
        const string service = "scheduler";
        await DashboardPage.SeeAsync(dashboard.Resource(service, "Running"));

        await DashboardPage.ClickAsync(dashboard.Command(service, "Stop resource"), until: dashboard.Command(service, "Start resource"));
        await DashboardPage.NotSeeAsync(dashboard.Command(service, "Stop resource"));
        await DashboardPage.ClickAsync(dashboard.Command(service, "Start resource"), until: dashboard.Resource(service, "Running"));
        await DashboardPage.ClickAsync(await dashboard.MenuCommandAsync(service, "Restart"), until: dashboard.Page.GetByText($"{service} \"Restart\" succeeded"));
        await DashboardPage.SeeAsync(dashboard.Resource(service, "Running"));
    }

    [Fact]
    public async Task The_environment_of_a_service_is_shown_without_its_secrets()
    {
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);
        await DashboardPage.SeeAsync(dashboard.Resource("chat", "Running"));
        await DashboardPage.ClickAsync(dashboard.Resource("chat", "Running"), until: dashboard.Detail("ConnectionStrings__chatdb"));

        var hidden = dashboard.Page.Locator("fluent-button[title='Show value']");
        // All at once: a button that was pressed stays for a moment, and pressing it again would hide its value again.
        await hidden.EvaluateAllAsync<object?>("buttons => buttons.forEach(button => button.click())");
        await DashboardPage.NotSeeAsync(hidden);

        Assert.Equal("(secret, not shown)", await dashboard.DetailValueAsync("ConnectionStrings__chatdb"));
        var everything = await dashboard.Page.ContentAsync();
        Assert.DoesNotContain("x-otlp-api-key=", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Password=", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(suite.OperatorKey, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_logs_structured_logs_and_metrics_of_a_service_are_there()
    {
        await suite.SendChatMessageAsync();
        await using var dashboard = await DashboardPage.LogInAsync(browser, suite.LoginUrl);
        await DashboardPage.SeeAsync(dashboard.Resource("chat", "Running"));

        await dashboard.GoAsync("/consolelogs/resource/chat");
        await DashboardPage.SeeAsync(dashboard.Page.GetByText("Now listening on"));
        await dashboard.GoAsync("/structuredlogs/resource/chat");
        await DashboardPage.SeeAsync(dashboard.Page.Locator("tr").Filter(new() { HasText = "chat" }));
        await dashboard.GoAsync("/metrics/resource/chat");
        await DashboardPage.SeeAsync(dashboard.Page.GetByText("http.server.request.duration"));
    }

    // Spans arrive in batches: at first the trace may lack what ended last.
    private static async Task<(IReadOnlyList<IReadOnlyDictionary<string, string>> Gateway, IReadOnlyList<IReadOnlyDictionary<string, string>> Chat)> ReadWholeTraceAsync(
        DashboardPage dashboard, string tenant)
    {
        const int attempts = 4;
        for (var attempt = 1; ; attempt++)
        {
            var trace = await TracePage.FollowAsync(dashboard, "gateway", "POST /chat", $"?filters=tenant.id:equals:{tenant}");
            var (gateway, chat) = (await trace.ReadAsync("gateway"), await trace.ReadAsync("chat"));
            if (attempt == attempts || (IsWhole(gateway) && IsWhole(chat)))
                return (gateway, chat);
        }

        bool IsWhole(IReadOnlyList<IReadOnlyDictionary<string, string>> spans) =>
            spans.Any(span => span["Kind"] == "Server" && span.GetValueOrDefault("tenant.id") == tenant);
    }
}
