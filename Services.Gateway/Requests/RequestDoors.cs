using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.ServiceDefaults.Http.Negotiation;

namespace Nanobot.Services.Gateway.Requests;

/// <summary>By which door a request comes.</summary>
internal static class RequestDoors
{
    /// <summary>One of <see cref="RequestDoor"/>.</summary>
    public static string Of(HttpContext http, Operation operation) =>
        http.Features.Get<IHttpRequestLifetimeFeature>() is IFramedRequest ? RequestDoor.Rpc
        : operation.Forms.Count > 1 && AcceptedForm.Choose(http.Request, operation.Forms) == MediaTypes.EventStream ? RequestDoor.Sse
        : RequestDoor.Http;
}
