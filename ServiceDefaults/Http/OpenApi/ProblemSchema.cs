using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>The problem document as <see cref="Refusal"/> writes it: with its code, its trace and members of the code's own.</summary>
internal static class ProblemSchema
{
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
        {
            schema.Description = "RFC 9457. A code may have further members, for example errors of VALIDATION_FAILED.";
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["title"] = Text("The status in words.");
            schema.Properties["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
            schema.Properties["code"] = Text("Stable, for programs.");
            schema.Properties["traceId"] = Text("To quote when reporting it.");
            schema.Properties["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by field.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
            schema.Required = new HashSet<string>(["title", "status", "code", "traceId"], StringComparer.Ordinal);
            schema.AdditionalPropertiesAllowed = true;
        }
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
