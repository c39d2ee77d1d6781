using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Delivery.Quiet;

namespace Nanobot.Services.Reports.Features.PutQuietHours;

/// <summary><c>PUT /delivery/quiet-hours</c>.</summary>
internal static class PutQuietHoursEndpoint
{
    private const string Upsert = """
        insert into quiet_hours (tenant_id, user_id, from_minute, to_minute) values ($1, $2, $3, $4)
        on conflict (tenant_id, user_id) do update set from_minute = excluded.from_minute, to_minute = excluded.to_minute
        """;

    private const string Form = "must be a time of day, HH:MM";

    public static void MapPutQuietHours(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutQuietHours, HandleAsync)
        .WithSummary("Says when the caller is told nothing, by the clock of its time zone; what happens meanwhile is told when they are over.")
        .WithBodyCheck<QuietHoursSetting>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<QuietHoursSetting>, Refusal>> HandleAsync(QuietHoursSetting request, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var hours = new QuietHours(QuietHours.Parse(request.From)!.Value, QuietHours.Parse(request.To)!.Value);
        await db.ExecuteAsync(caller.Context, new Sql(Upsert, caller.TenantId, caller.UserId, hours.FromMinute, hours.ToMinute), cancellationToken);
        return TypedResults.Ok(hours.ToSetting());
    }

    private static void Check(QuietHoursSetting request, ValidationErrors errors)
    {
        var (from, to) = (QuietHours.Parse(request.From), QuietHours.Parse(request.To));
        errors.Require(from is not null || errors.IsUnreadable("from"), "from", Form)
            .Require(to is not null || errors.IsUnreadable("to"), "to", Form)
            .Require(from is null || from != to, "to", "must be another time than from");
    }
}
