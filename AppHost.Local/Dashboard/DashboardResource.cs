using System.Security.Cryptography;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The Aspire dashboard, under the name that Aspire gives it. Everything of it listens on the loopback and asks for a
/// key of this run: the page for the token in its login address, telemetry and the resource service for keys of their own.
/// </summary>
internal sealed class DashboardResource : Resource, IResourceWithEndpoints
{
    /// <summary>The port of the page that Aspire's documentation names.</summary>
    public const int UsualPort = 18888;

    private const string Page = "http";
    private const string OtlpGrpc = "otlp-grpc";
    private const string OtlpHttp = "otlp-http";

    private readonly string _browserToken;
    private readonly string _otlpKey = NewKey();

    /// <param name="preferredPort">The page's port, if it is free; null takes any.</param>
    public DashboardResource(string title, string browserToken, int? preferredPort) : base("aspire-dashboard")
    {
        Title = title;
        _browserToken = browserToken;
        Annotations.Add(new EndpointAnnotation { Name = Page, Port = preferredPort is { } port && Engine.Ports.IsFree(port) ? port : null });
        Annotations.Add(new EndpointAnnotation { Name = OtlpGrpc, TargetHost = "127.0.0.1" });
        Annotations.Add(new EndpointAnnotation { Name = OtlpHttp, TargetHost = "127.0.0.1" });
        Annotations.Add(new HttpHealthCheckAnnotation("dashboard", Page, "/login", 200));
    }

    public string Title { get; }

    public string LoginUrl => $"{Url(Page)}/login?t={Uri.EscapeDataString(_browserToken)}";

    /// <summary>What callers of the resource service show.</summary>
    public string ResourceServiceKey { get; } = NewKey();

    /// <summary>Set when the resource service listens.</summary>
    public string ResourceServiceUrl { get; set; } = "";

    /// <summary>128 random bits.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The settings of a service that make it send its telemetry here, with short delays: a trace should be there when the page is opened.</summary>
    public IEnumerable<EnvironmentEntry> Telemetry(string service, string instanceId) =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", Url(OtlpGrpc)),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={_otlpKey}", IsSecret: true),
        new("OTEL_SERVICE_NAME", service),
        new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instanceId}"),
        new("OTEL_TRACES_SAMPLER", "always_on"),
        new("OTEL_BSP_SCHEDULE_DELAY", "1000"),
        new("OTEL_BLRP_SCHEDULE_DELAY", "1000"),
        new("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
    ];

    /// <summary>The settings of the dashboard's own process.</summary>
    public IReadOnlyDictionary<string, string> Settings() => new Dictionary<string, string>
    {
        ["ASPNETCORE_URLS"] = Url(Page),
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Url(OtlpGrpc),
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Url(OtlpHttp),
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = ResourceServiceUrl,
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = ResourceServiceKey,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = _otlpKey,
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = _browserToken,

        // The defaults (10,000 logs and traces, 50,000 points for each instrument) let an idle suite grow by
        // 250 MB in a quarter of an hour. These hold an hour of points at one a second.
        ["DASHBOARD__TELEMETRYLIMITS__MAXLOGCOUNT"] = "5000",
        ["DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT"] = "2000",
        ["DASHBOARD__TELEMETRYLIMITS__MAXMETRICSCOUNT"] = "3600",
        ["DASHBOARD__TELEMETRYLIMITS__MAXATTRIBUTELENGTH"] = "8192",
        ["DASHBOARD__TELEMETRYLIMITS__MAXSPANEVENTCOUNT"] = "128",
    };

    private string Url(string endpoint) => new EndpointReference(this, endpoint).Url;
}

/// <summary>Runs the dashboard; it stays as long as the stores, to show how the services stop.</summary>
internal sealed class DashboardLauncher(DashboardResource dashboard, SuiteDirectory suite) : Launcher(dashboard, "Executable")
{
    public override bool IsStore => true;

    public override Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct) => Task.FromResult(new Launch(
        Path.Combine(suite.Bundle, "managed", "aspire-managed"), ["dashboard"], suite.Bundle,
        [.. dashboard.Settings().Select(e => new EnvironmentEntry(e.Key, e.Value, IsSecret: true))], []));
}
