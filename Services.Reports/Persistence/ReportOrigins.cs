namespace Nanobot.Services.Reports.Persistence;

internal static class ReportOrigins
{
    public const string Api = "api";
    public const string Chat = "chat";
    public const string Schedule = "schedule";
}
