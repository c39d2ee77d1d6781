using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>The parameters of a <see cref="PageRequest"/>, which reads them by itself and so hides them from the framework.</summary>
internal static class QueryParameters
{
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var handler = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        if (handler?.GetParameters().Any(static parameter => parameter.ParameterType == typeof(PageRequest)) is true)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Query("limit", "Most items of the page.", new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = PageRequest.MaximumLimit.ToString(CultureInfo.InvariantCulture),
                Default = PageRequest.DefaultLimit,
            }));
            operation.Parameters.Add(Query("cursor", "The next_cursor of the page before; absent for the first page.", new OpenApiSchema { Type = JsonSchemaType.String }));
        }
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
}
