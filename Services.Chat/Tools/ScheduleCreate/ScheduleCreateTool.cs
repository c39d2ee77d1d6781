using System.Text.Json;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>
/// Schedules reports for the user, or messages to the assistant, by the clocks of the user's zone, wherever the user goes, unless the call names another. One that runs at the same times
/// for the same is left as it is, so that a call that is made twice schedules one.
/// </summary>
internal sealed class ScheduleCreateTool(ISchedules schedules, IUsers users) : ITool
{
    private const int YearSeconds = 31_622_400;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("schedule", "create",
            "Schedule a report, or a message that you answer then. daily needs hour and minute; weekly day_of_week too; cron an expression "
            + "(0 9 * * 1-5: nine on weekdays); every seconds; at one time.",
            $$"""
            {
              "report_type": {"type": "string", "enum": {{JsonSerializer.Serialize(ReportType.Names)}}},
              "kind": {"type": "string", "enum": {{JsonSerializer.Serialize(ScheduleForm.Kinds)}}},
              "hour": {"type": "integer", "minimum": 0, "maximum": 23},
              "minute": {"type": "integer", "minimum": 0, "maximum": 59},
              "day_of_week": {"type": "string", "enum": {{JsonSerializer.Serialize(ScheduleForm.Days)}}},
              "expression": {"type": "string", "description": "Five fields of a crontab line"},
              "seconds": {"type": "integer", "minimum": 60, "maximum": {{YearSeconds}}},
              "time": {"type": "string", "description": "RFC 3339 with offset, in the future"},
              "time_zone": {"type": "string", "description": "IANA name, only where the user named a place; else the user's own, wherever that is"},
              "timing": {"type": "string", "enum": {{JsonSerializer.Serialize(ScheduleForm.Timings)}}, "description": "spread where the user said about a time (around nine): some minutes sooner or later"},
              "custom_prompt": {"type": "string", "description": "What a custom report is about; for custom only"},
              "message": {"type": "string", "description": "In place of a report_type: what you are to be told, with all that you need to know then"},
              "focus_areas": {"type": "array", "items": {"type": "string"}, "maxItems": {{ReportRequestRules.MaximumFocusAreas}}}
            }
            """, "kind"),
        ToolScope.Schedules, ToolAccess.Write, CostClass.Write, ScheduleCreatePhrases.Skill);

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Arguments.Has("report_type") == invocation.Arguments.Has("message"))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("either report_type or message is needed"));
        }

        var request = Read(invocation);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (await users.FindAsync(invocation.Context.RequiredUserId, cancellationToken) is not { } user)
        {
            return ToolResult.Error(ToolErrors.UserNotFound);
        }

        // A job that names no zone goes where its user does.
        var own = ZoneName.TryParse(user.Preferences.TimeZone, out var preferred) ? preferred.Value : ZoneName.Utc.Value;
        request = request.TimeZone == own ? request with { TimeZone = null } : request;
        var existing = await schedules.ListAsync(cancellationToken);
        return existing.FirstOrDefault(job => ScheduleForm.IsSame(job, request, own)) is { } same
            ? ToolResult.Of(new { created = false, schedule = ScheduleForm.Show(same) })
            : ToolResult.Of(new { created = true, schedule = ScheduleForm.Show(await schedules.CreateAsync(request, cancellationToken)) });
    }

    private static SchedulePayload ReadPayload(ToolInvocation invocation)
    {
        var arguments = invocation.Arguments;
        return arguments.Has("message")
            ? new SchedulePayload(PayloadType.AgentTurn, Message: arguments.Text("message", ScheduledMessage.MaximumLength),
                Labels: invocation.Written.HoldOthersText() ? LabelSet.NamesOf(invocation.Written) : null)
            : new SchedulePayload(
                PayloadType.Report,
                arguments.Choice("report_type", ReportType.Names),
                arguments.OptionalText("custom_prompt", CustomPrompt.MaximumLength),
                arguments.OptionalTexts("focus_areas", ReportRequestRules.MaximumFocusAreas, FocusArea.MaximumLength));
    }

    private static ScheduleRequest Read(ToolInvocation invocation)
    {
        var (arguments, payload) = (invocation.Arguments, ReadPayload(invocation));
        var (kind, timing) = (arguments.Choice("kind", ScheduleForm.Kinds), arguments.OptionalChoice("timing", ScheduleForm.Timings));
        return new ScheduleRequest(
            kind,
            payload,
            arguments.OptionalNumber("hour", 0, 23),
            arguments.OptionalNumber("minute", 0, 59),
            arguments.OptionalChoice("day_of_week", ScheduleForm.Days),
            arguments.OptionalText("expression", 100),
            arguments.OptionalNumber("seconds", 60, YearSeconds),
            arguments.OptionalText("time", 40),
            arguments.OptionalText("time_zone", ZoneName.MaximumLength),
            // A single time is as it is given.
            kind == ScheduleForm.Once ? null : timing);
    }
}
