namespace Nanobot.Services.Chat.Sessions.Exporting;

/// <summary>How an export is written: its beginning, each message in its turn, its end. Each call writes whole octets; nothing is held back.</summary>
internal interface IExportFormat
{
    void Begin(SessionSummary session);

    void Message(HistoryMessage message);

    /// <summary>A message whose row cannot be read; it keeps its place.</summary>
    void Unreadable(string number);

    void End();
}
