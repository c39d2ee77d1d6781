namespace Aspire.Hosting.Dashboard;

/// <summary>How the dashboard is to be reached.</summary>
/// <param name="PreferredPort">The page's port if it is free; null takes any.</param>
/// <param name="BrowserToken">Lets a person in.</param>
/// <param name="NextPort">Gives free ports, each one once.</param>
internal sealed record DashboardSettings(int? PreferredPort, string BrowserToken, Func<int> NextPort);
