using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>The settings of the dashboard's process.</summary>
internal static class DashboardEnvironment
{
    public static IReadOnlyDictionary<string, string> Create(
        DashboardLaunch launch, string browserToken, string otlpHttpUrl, string resourceServiceUrl, string resourceServiceKey) =>
        new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = launch.FrontendUrl,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = launch.OtlpGrpcUrl,
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = otlpHttpUrl,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceServiceUrl,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceServiceKey,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = launch.OtlpApiKey,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = browserToken,

            // The defaults (10,000 logs and traces, 50,000 points for each instrument) let an idle suite grow by
            // 250 MB in a quarter of an hour. These hold an hour of points at one a second.
            ["DASHBOARD__TELEMETRYLIMITS__MAXLOGCOUNT"] = "5000",
            ["DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT"] = "2000",
            ["DASHBOARD__TELEMETRYLIMITS__MAXMETRICSCOUNT"] = "3600",
            ["DASHBOARD__TELEMETRYLIMITS__MAXATTRIBUTELENGTH"] = "8192",
            ["DASHBOARD__TELEMETRYLIMITS__MAXSPANEVENTCOUNT"] = "128",
        };
}
