using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class ValueTypeTests
{
    private static IReadOnlyList<Type> Types { get; } = [.. typeof(DomainValue<>).Assembly.GetTypes().Where(static type => !type.IsAbstract && IsValue(type))];

    [Fact]
    public void Nobody_makes_a_value_but_the_rule_itself()
    {
        Assert.NotEmpty(Types);
        Assert.All(Types, static type => Assert.True(type.IsSealed, $"{type.Name} is not sealed"));
        Assert.All(Types, static type => Assert.Empty(type.GetConstructors()));
        Assert.All(Types, static type => Assert.DoesNotContain(type.GetProperties(), static property => property.SetMethod is { IsPublic: true }));
    }

    [Fact]
    public void What_goes_over_the_wire_holds_texts_which_are_read_where_they_arrive()
    {
        var records = typeof(DomainValue<>).Assembly.GetExportedTypes().Where(static type => type.Namespace != typeof(DomainValue<>).Namespace).ToList();

        Assert.NotEmpty(records);
        Assert.Equal([], records.SelectMany(static type => type.GetProperties()).Where(static property => IsValue(property.PropertyType)).Select(static property => $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    private static bool IsValue(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(DomainValue<>))
            {
                return true;
            }
        }

        return false;
    }
}
