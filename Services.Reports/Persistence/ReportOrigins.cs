namespace Nanobot.Services.Reports.Persistence;

/// <summary>At which door a report was asked for.</summary>
internal static class ReportOrigins
{
    public const string Api = "api";
    public const string Chat = "chat";
    public const string Schedule = "schedule";
}
