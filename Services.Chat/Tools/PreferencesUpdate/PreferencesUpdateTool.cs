using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Chat.Tools.PreferencesUpdate;

/// <summary>Changes how the user wants reports. What a preference says already is told apart.</summary>
internal sealed class PreferencesUpdateTool(IUsers users) : ITool
{
    private const int WordCharacters = 64;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("preferences", "update",
            "Change the user's preferences: the language and form of reports, when they come, the time zone. Only what is named changes. Only when the user asks for it.",
            $$"""
            {
              "language": {"type": "string", "description": "ISO 639-1 code, for example zh or en"},
              "time_zone": {"type": "string", "description": "IANA name, for example Asia/Shanghai; schedules that name a zone keep it"},
              "report_frequency": {"type": "string", "enum": {{JsonSerializer.Serialize(ReportFrequency.Names)}}},
              "report_time": {"type": "string", "description": "Local time HH:MM"},
              "report_format": {"type": "string", "enum": {{JsonSerializer.Serialize(ReportFormat.Names)}}},
              "max_report_length": {"type": "integer", "minimum": 500, "maximum": 50000, "description": "Characters"}
            }
            """),
        ToolScope.Configuration, ToolAccess.Write, CostClass.Write, PreferencesUpdatePhrases.Skill)
    {
        // What is preferred already stays so.
        IsIdempotent = true,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var arguments = invocation.Arguments;
        var wanted = new Preferences(
            ReportFrequency: arguments.OptionalChoice("report_frequency", ReportFrequency.Names),
            ReportTime: arguments.OptionalText("report_time", WordCharacters),
            ReportFormat: arguments.OptionalChoice("report_format", ReportFormat.Names),
            Language: arguments.OptionalText("language", WordCharacters),
            MaxReportLength: arguments.OptionalNumber("max_report_length", 500, 50_000),
            TimeZone: arguments.OptionalText("time_zone", ZoneName.MaximumLength));
        if (arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (wanted == new Preferences())
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("at least one preference is needed"));
        }

        var userId = invocation.Context.RequiredUserId;
        if (await users.FindAsync(userId, cancellationToken) is not { Preferences: var current })
        {
            return ToolResult.Error(ToolErrors.UserNotFound);
        }

        var change = Difference(wanted, current);
        if (change != new Preferences() && await users.ChangePreferencesAsync(userId, change, cancellationToken) is null)
        {
            return ToolResult.Error(ToolErrors.UserNotFound);
        }

        return ToolResult.Of(new { changed = Show(change), unchanged = Show(Difference(wanted, change)) });
    }

    /// <summary>What <paramref name="wanted"/> says and <paramref name="other"/> does not.</summary>
    private static Preferences Difference(Preferences wanted, Preferences other) => new(
        ReportFrequency: wanted.ReportFrequency == other.ReportFrequency ? null : wanted.ReportFrequency,
        ReportTime: wanted.ReportTime == other.ReportTime ? null : wanted.ReportTime,
        ReportFormat: wanted.ReportFormat == other.ReportFormat ? null : wanted.ReportFormat,
        Language: wanted.Language == other.Language ? null : wanted.Language,
        MaxReportLength: wanted.MaxReportLength == other.MaxReportLength ? null : wanted.MaxReportLength,
        TimeZone: wanted.TimeZone == other.TimeZone ? null : wanted.TimeZone);

    private static Shown Show(Preferences preferences) => new(preferences.ReportFrequency, preferences.ReportTime, preferences.ReportFormat,
        preferences.Language, preferences.MaxReportLength, preferences.TimeZone);

    private sealed record Shown(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportFrequency,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportTime,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportFormat,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxReportLength,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeZone);
}
