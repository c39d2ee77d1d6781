namespace Aspire.Hosting.Engine.Resources;

/// <summary>Where the dashboard listens: for people, and for the telemetry of the services.</summary>
internal sealed record DashboardLaunch(string FrontendUrl, string LoginUrl, string OtlpGrpcUrl, string OtlpApiKey);
