using DocExtract.Worker.Queue;

namespace DocExtract.IntegrationTests.Queue;

public sealed class LookOrderTests
{
    [Fact]
    public void Seven_looks_of_eight_begin_with_the_most_urgent_queue_and_the_others_take_turns_in_the_eighth()
    {
        var order = new LookOrder(3);

        var first = Enumerable.Range(0, 32).Select(_ => order.Next().First()).ToList();

        Assert.Equal([2, 1, 2, 1], first.Where((_, look) => look % 8 == 7));
        Assert.All(first.Where((_, look) => look % 8 != 7), queue => Assert.Equal(0, queue));
    }

    [Fact]
    public void Each_look_goes_through_all_queues_once_the_rest_by_urgency()
    {
        var order = new LookOrder(3);

        var looks = Enumerable.Range(0, 8).Select(_ => order.Next().ToList()).ToList();

        Assert.Equal([0, 1, 2], looks[0]);
        Assert.Equal([2, 0, 1], looks[7]);
    }

    [Fact]
    public void One_queue_is_always_the_first()
    {
        var order = new LookOrder(1);

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal([0], order.Next()));
    }
}
