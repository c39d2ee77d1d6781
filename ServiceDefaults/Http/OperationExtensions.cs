using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http.Bodies;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Maps the suite's operations.</summary>
public static class OperationExtensions
{
    /// <summary>
    /// Maps an operation under its own method, whole path and id, with itself as metadata; a GET answers HEAD too. The group adds what its
    /// operations share, above all their policy, and no path.
    /// </summary>
    public static RouteHandlerBuilder MapOperation(this RouteGroupBuilder group, Operation operation, Delegate handler) =>
        group.MapLate(operation.Path, operation.Verb, handler).WithName(operation.Id).WithMetadata(operation, new BodyLimit(operation.LargestBody)).AnswersHead();
}
