using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Answers with models, each with the ETag of what was put.</summary>
internal static class ModelAnswer
{
    /// <summary>By what a model is told from what is put in its place; null where there is none.</summary>
    public static Validators? TagOf(string? tag) => tag is null ? null : new(new($"\"{tag}\""));

    public static Results<Ok<ModelResource>, Refusal> Of(ModelRow? row, RequestPreconditions preconditions, HttpResponse response) =>
        row is null ? ModelRefusals.NotFound
        : preconditions.AllowRead(TagOf(row.Tag)!) ? TypedResults.Ok(Show(row, response))
        : Refusals.PreconditionFailed;

    public static Results<Ok<ModelResource>, Created<ModelResource>, Refusal> Of(SavedModel saved, string list, HttpResponse response) =>
        saved.Row is not { } row ? saved.Refusal!
        : saved.IsNew ? TypedResults.Created($"{list}/{row.Name}", Show(row, response))
        : TypedResults.Ok(Show(row, response));

    private static ModelResource Show(ModelRow row, HttpResponse response)
    {
        response.Headers.ETag = TagOf(row.Tag)!.Tag.ToString();
        return ModelResource.Of(row);
    }
}
