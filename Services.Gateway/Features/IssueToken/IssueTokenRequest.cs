using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Gateway.Credentials.Jwt;

namespace Nanobot.Services.Gateway.Features.IssueToken;

/// <summary>Body of <c>POST /users/{user_id}/tokens</c>; may be left out.</summary>
/// <param name="ExpiresIn">Life in seconds, 60 to 86,400; default 3,600.</param>
internal sealed record IssueTokenRequest([property: Range(GatewayTokens.MinimumSeconds, GatewayTokens.MaximumSeconds)] int? ExpiresIn = null)
{
    /// <summary>
    /// Read by hand: a body that is declared would have to be there.
    /// </summary>
    public static async ValueTask<IssueTokenRequest> BindAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return new IssueTokenRequest();
        }

        if (JsonBody.Check(http.Request) is { } unreadable)
        {
            throw new RefusalException(unreadable);
        }

        using var body = await HeldBody.TryHoldAsync(http);
        try
        {
            return await http.Request.ReadFromJsonAsync<IssueTokenRequest>(http.RequestAborted) ?? new IssueTokenRequest();
        }
        catch (JsonException exception)
        {
            throw body is not null && BodyErrors.Find(http, body.Content, typeof(IssueTokenRequest)) is { } refusal
                ? new RefusalException(refusal)
                : new BadHttpRequestException("The body is not the JSON this endpoint expects.", StatusCodes.Status400BadRequest, exception);
        }
    }

    /// <summary>Adds what is wrong with it.</summary>
    public void Check(ValidationErrors errors) => errors.Require(
        ExpiresIn is null or (>= GatewayTokens.MinimumSeconds and <= GatewayTokens.MaximumSeconds),
        "expires_in", $"must be {GatewayTokens.MinimumSeconds} to {GatewayTokens.MaximumSeconds} seconds");
}
