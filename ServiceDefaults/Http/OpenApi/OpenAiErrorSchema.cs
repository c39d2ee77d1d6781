using Microsoft.OpenApi;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>The document of a refusal as <see cref="OpenAiError"/> writes it.</summary>
internal static class OpenAiErrorSchema
{
    public const string Name = nameof(OpenAiError);

    public static OpenApiSchema Create() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(["error"], StringComparer.Ordinal),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["error"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "A code may have further members, for example limit and used of QUOTA_EXCEEDED.",
                AdditionalPropertiesAllowed = true,
                Required = new HashSet<string>(["message", "type", "param", "code", "trace_id"], StringComparer.Ordinal),
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["message"] = Text("What is wrong, all of it."),
                    ["type"] = Text("The kind of refusal, as OpenAI names kinds."),
                    ["param"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The first member that is not acceptable." },
                    ["code"] = Text("Stable, for programs."),
                    ["trace_id"] = Text("To quote when reporting it."),
                },
            },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
