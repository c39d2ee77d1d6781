using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Alerts;

namespace Nanobot.Services.Reports.Features.PutAlerts;

/// <summary><c>PUT /delivery/alerts</c>.</summary>
internal static class PutAlertsEndpoint
{
    public static void MapPutAlerts(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutAlerts, HandleAsync)
        .WithSummary("Says all that the caller wants to be told of as soon as it happens. A rule that was there before goes on as it stands.")
        .WithBodyCheck<AlertRules>(static (request, http, errors) => RuleForm.Check(request, http.RequestServices.GetRequiredService<IOptions<AlertOptions>>().Value.MostRules, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<AlertSettings>, Refusal>> HandleAsync(AlertRules request, Caller caller, AlertBook book, IOptions<AlertOptions> options, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        RuleForm.Check(request, options.Value.MostRules, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        await book.PutAsync(caller.Context, [.. request.Rules!.Select(static rule => RuleForm.Plain(rule!))], cancellationToken);
        return TypedResults.Ok(await book.ShowAsync(caller.Context, cancellationToken));
    }
}
